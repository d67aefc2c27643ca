"""The parser of a command: options in full, an example in every help, the nearest word for a wrong one."""

import argparse
import difflib
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

from backprop.extras import cure

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


class Parser(argparse.ArgumentParser):
    """A parser that answers wrong usage with what was found, what was expected and an example of use.

    No option may be shortened: what is short for one today could be short for two tomorrow.
    """

    def __init__(self, *, examples: Sequence[str] = (), **settings: Any) -> None:
        usual: dict[str, Any] = {
            "allow_abbrev": False,
            "formatter_class": argparse.RawDescriptionHelpFormatter,
        }
        super().__init__(**usual | settings)
        self.examples = examples

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Return what was given; end where there is a word that is none of this command's."""
        given, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(self._unknown(unknown[0]))
        return given, unknown

    def _unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return f"found {word!r} after all that is needed, expected nothing more"
        name = word.partition("=")[0]
        return f"found {name}, expected an option of this command{nearest(name, self._options())}"

    def _options(self) -> list[str]:
        return [option for option in self._option_string_actions if option.startswith("--")]

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a word that is none of the choices."""
        if action.choices is None or value in action.choices:
            return
        words = [str(choice) for choice in action.choices]
        if action.nargs == argparse.PARSER:
            near = nearest(value, words + self._options())
            raise argparse.ArgumentError(
                None, f"found no command {value!r}, expected one of those there are{near}"
            )
        expected = f"expected one of {', '.join(words)}{nearest(value, words)}"
        raise argparse.ArgumentError(action, f"found {value!r}, {expected}")

    def error(self, message: str) -> NoReturn:
        """End with the usage, and one line that says what is wrong and shows how it is right."""
        self.print_usage(sys.stderr)
        cure = f"for example: {self.examples[0]}" if self.examples else f"see {self.prog} --help"
        self.exit(2, f"{self.prog}: error: {message}; {cure}\n")


class Root(Parser):
    """The parser of a command that has others below it; its help lists their names in groups."""

    def __init__(self, groups: Mapping[str, Sequence[str]], **settings: Any) -> None:
        super().__init__(**settings)
        self.groups = groups
        self.commands = self.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Return what was given; end where there is a wrong option, or no command."""
        given, unknown = super().parse_known_args(args, namespace)
        if given.command is None:
            self.error("found no command, expected one of those there are")
        return given, unknown

    def format_help(self) -> str:
        """Return usage, commands by group, options, and what is said below them."""
        rows = {row.dest: row for row in self.commands._choices_actions}
        sections = {title: [rows[name] for name in names] for title, names in self.groups.items()}
        sections["options"] = [action for action in self._actions if action is not self.commands]
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for title, actions in sections.items():
            formatter.start_section(title)
            formatter.add_arguments(actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()


def add_command(
    commands: Commands, name: str, purpose: str, *examples: str, note: str = "", extra: str = ""
) -> Parser:
    """Add a command with its purpose in a few words, examples of its use, and what else there is to know.

    `extra` is the extra of the package that the command does not run without.
    """
    needed = f"Needs the extra {extra}: {cure(extra)}." if extra else ""
    command = commands.add_parser(
        name,
        help=purpose,
        description="\n\n".join(filter(None, [f"{purpose[0].upper()}{purpose[1:]}.", note, needed])),
        epilog="\n".join([f"example{'s' * (len(examples) > 1)}:", *(f"  {each}" for each in examples)]),
        examples=examples,
    )
    command.set_defaults(prog=command.prog, extra=extra)
    return command


def nearest(word: str, words: Iterable[str]) -> str:
    """Return a question for the word that was probably meant; nothing where none is near."""
    plain = {each.lstrip("-"): each for each in words}
    near = difflib.get_close_matches(word.lstrip("-").lower(), plain, n=1)
    return f" (did you mean {plain[near[0]]}?)" if near else ""
