"""The letters behind bytes: the code pages of Epson printers, by the n of `ESC t n`."""

from unicodedata import normalize

# From Epson's list of character code tables; those without a codec are left out.
CODECS = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    13: "cp857",
    14: "cp737",
    15: "iso8859_7",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
    21: "iso8859_11",
    33: "cp775",
    34: "cp855",
    35: "cp861",
    36: "cp862",
    37: "cp864",
    38: "cp869",
    39: "iso8859_2",
    40: "iso8859_15",
    45: "cp1250",
    46: "cp1251",
    47: "cp1253",
    48: "cp1254",
    49: "cp1255",
    50: "cp1256",
    51: "cp1257",
    52: "cp1258",
}
# Of the Japanese page only the lines and blocks, which many programs use.
LINES = "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯"
JAPANESE = 1
UNKNOWN = "\N{WHITE SQUARE}"

# What ESC R n puts in the place of # $ @ [ \ ] ^ ` { | } ~.
PLACES = "#$@[\\]^`{|}~"
COUNTRIES = {
    1: "#$à°ç§^`éùè¨",
    2: "#$§ÄÖÜ^`äöüß",
    3: "£$@[\\]^`{|}~",
    4: "#$@ÆØÅ^`æøå~",
    5: "#¤ÉÄÖÅÜéäöåü",
    6: "#$@°\\é^ùàòèì",
    7: "₧$@¡Ñ¿^`¨ñ}~",
    8: "#$@[¥]^`{|}~",
    13: "#$@[₩]^`{|}~",
}


def letters_in(text: bytes, page: int, country: int = 0) -> str:
    """Return what *text* says in code page *page*, a square for what is not known.

    Marks that follow their letter, as in Vietnamese (WPC1258), are joined to it.
    """
    if page == JAPANESE:
        words = "".join(_japanese(byte) for byte in text)
    else:
        codec = CODECS.get(page, "ascii")
        words = text.decode(codec, "replace").replace(
            "\N{REPLACEMENT CHARACTER}", UNKNOWN
        )
    if country in COUNTRIES:
        words = words.translate(str.maketrans(PLACES, COUNTRIES[country]))
    return normalize("NFC", words)


def _japanese(byte: int) -> str:
    if byte < 0x80:
        return chr(byte)
    return LINES[byte - 0x80] if byte < 0x80 + len(LINES) else UNKNOWN
