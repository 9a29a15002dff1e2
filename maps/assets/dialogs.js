/* Dialogs that are made when they are needed, and go when they are closed. */
"use strict";
((page) => {
  const {el} = page;

  /** A dialog that goes when it is closed; keys pressed in it are its own. Closed with a word, it leaves
   * the focus to who closed it. */
  function openDialog(title, ...content) {
    const heading = el("h2", {id: "h-dialog"}, title);
    const dialog = el("dialog", {class: "help form", "aria-labelledby": "h-dialog"}, heading, ...content);
    const before = document.activeElement;
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("click", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (!dialog.returnValue && before && before.isConnected) before.focus({preventScroll: true});
    });
    dialog.returnTo = before;
    document.querySelector("main").append(dialog);
    dialog.showModal();
    return dialog;
  }

  function dialogButton(words, act, attributes = {}) {
    const one = el("button", {type: "button", ...attributes}, words);
    if (act) one.addEventListener("click", act);
    return one;
  }

  function tell(title, words) {
    const dialog = openDialog(title, el("p", {dir: "auto"}, words));
    dialog.append(el("p", {class: "dialog-end"}, dialogButton("Close", () => dialog.close())));
    page.say(`${title}. ${words}`);
  }

  Object.assign(page, {openDialog, dialogButton, tell});
})(dateline);
