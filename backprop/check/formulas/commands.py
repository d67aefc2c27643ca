r"""What signs, commands and environments of TeX mean, each with its kind and its one spelling."""

CLOSING = {"(": ")", "[": "]", r"\{": r"\}", "{": "}"}
CLOSED = frozenset(CLOSING.values())

_SMALL = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau "
    "upsilon phi chi psi omega"
)
_CAPITALS = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega nabla"
_LETTERS = dict(zip("αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ∇", f"{_SMALL} {_CAPITALS}".split(), strict=True))
_NAMES = [*_LETTERS.values(), "ell", "infty", "varepsilon", "vartheta", "varphi"]

# Each kind of token with its text, and how it may be written; what has no kind is left out.
_SPELLINGS = {
    "": r"\, \; \: \! \> \quad \qquad \enspace \thinspace \displaystyle \textstyle \scriptstyle \mathstrut "
    r"\left \right \big \Big \bigl \bigr \Bigl \Bigr \biggl \biggr \Biggl \Biggr \limits \nolimits \nonumber "
    r"\notag \hline \boxed \cancel \bcancel \xcancel \mathbf \boldsymbol \bm \vec \mathrm \mathit \mathsf "
    r"\mathcal \mathbb \operatorname",
    "relation =": r"= \equiv",
    "relation ≈": r"\approx ≈ \simeq",
    "relation :=": r":= \coloneqq ≔",
    "relation ≠": r"\ne \neq ≠",
    "relation <": r"< \lt",
    "relation >": r"> \gt",
    "relation ≤": r"\le \leq \leqslant ≤",
    "relation ≥": r"\ge \geq \geqslant ≥",
    "relation ∝": r"\propto ∝",
    "relation →": r"\to \rightarrow \longrightarrow →",
    "relation ∈": r"\in ∈",
    "+ +": "+",
    "- -": "- −",
    "times *": r"* \cdot \times \ast · ⋅ ×",
    "times /": r"/ \div ÷",
    "times odot": r"\odot \circ ⊙ ∘",
    "separator ;": r"; \Rightarrow \Longrightarrow \implies \iff \land \wedge ⇒",
    ", ,": ",",
    ". .": ".",
    "! !": "!",
    "& &": "&",
    "( (": r"( \lparen",
    ") )": r") \rparen",
    "[ [": r"[ \lbrack",
    "] ]": r"] \rbrack",
    r"\{ \{": r"\{ \lbrace",
    r"\} \}": r"\} \rbrace",
    "{ {": "{",
    "} }": "}",
    "| |": r"| \vert \lvert \rvert",
    "^ ^": "^",
    "row \\": r"\cr",
    "fraction /": r"\frac \dfrac \tfrac \cfrac",
    "root √": r"\sqrt",
    "partial ∂": r"\partial ∂",
    "repeated sum": r"\sum ∑",
    "repeated product": r"\prod ∏",
    "brace _": r"\underbrace \overbrace",
    r"name \dots": r"\dots \ldots \cdots \dotsc \dotsb …",
    r"name \vdots": r"\vdots",
    r"name \ddots": r"\ddots",
    **{rf"name \{name}": rf"\{name}" for name in _NAMES},
}
FIXED = {
    text: (kind.partition(" ")[0], kind.partition(" ")[2])
    for kind, texts in _SPELLINGS.items()
    for text in texts.split()
}
FIXED |= {letter: ("name", rf"\{name}") for letter, name in _LETTERS.items()}
FIXED |= {f"\\{space}": ("", "") for space in " \t\n"}

ENVIRONMENTS = {
    name: kind
    for kind, names in {
        "matrix": "matrix bmatrix pmatrix smallmatrix",
        "array": "array",
        "aligned": "aligned align align* alignat alignat* alignedat gather gather* gathered split "
        "equation equation* eqnarray eqnarray* multline multline*",
    }.items()
    for name in names.split()
}
