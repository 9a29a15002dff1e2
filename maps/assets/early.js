/* Before the page is laid out: its scripts run, so it is laid out once, as they need it.
 *
 * Where they fail before they have the page's data, it is read as without scripts.
 */
"use strict";
document.documentElement.classList.add("js");
if (location.hash) document.documentElement.classList.add("drawn"); // another first view than the still picture's
window.addEventListener("error", () => {
  if (typeof dateline === "undefined" || !dateline.DATA) document.documentElement.classList.remove("js");
});
