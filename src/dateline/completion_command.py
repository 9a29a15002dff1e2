"""``dateline completion SHELL``: what a shell needs to complete commands, options and files."""

from __future__ import annotations

import click

_VARIABLE = "_DATELINE_COMPLETE"
_EPILOG = """\b
Once, for every shell to come:
  dateline completion bash > ~/.local/share/bash-completion/completions/dateline
  dateline completion zsh > "${fpath[1]}/_dateline"
  dateline completion fish > ~/.config/fish/completions/dateline.fish
"""


@click.command("completion", epilog=_EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print the completion script of a SHELL: bash (4.4 or newer), zsh or fish."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:  # click knows all three
        msg = f"no completion for {shell}"
        raise click.ClickException(msg)
    script = kind(context.find_root().command, {}, "dateline", _VARIABLE)
    click.echo(script.source_template % script.source_vars())
