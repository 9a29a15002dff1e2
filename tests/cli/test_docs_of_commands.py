"""Does docs/cli.md name every command and option that there is, and none that there is not?"""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dateline.cli import cli

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "cli.md").read_text("utf-8")
ALL = "\n".join(path.read_text("utf-8") for path in sorted(DOCS.glob("*.md")))


def commands(group, path=("dateline",)):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands(cli))


def options(command):
    return [one for one in command.params if isinstance(one, click.Option) and not one.hidden]


def is_named(option, text):
    return re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text) is not None


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_named(name):
    assert f"`{name}" in PAGE


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_named(name):
    long = {opt for one in options(COMMANDS[name]) for opt in one.opts if opt.startswith("--")}
    assert sorted(opt for opt in long if not is_named(opt, PAGE)) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_every_option_what_it_means(name):
    command = COMMANDS[name]
    assert (command.help or "").split("\n")[0].strip()[-1] in ".?:,"
    for option in options(command):
        assert option.help, option.opts
        assert option.help.endswith((".", "map.html")), option.opts


def test_no_option_of_the_docs_is_unknown():
    known = {opt for command in COMMANDS.values() for one in command.params for opt in one.opts}
    known |= {"--version", "--help"}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE))
    assert sorted(named - known) == []


def test_every_command_of_the_docs_is_there():
    named = set(re.findall(r"`dateline ([a-z]+)", ALL))
    known = {name.split()[1] for name in COMMANDS}
    assert sorted(named - known) == []
