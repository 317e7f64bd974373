"""The cast: people who do not exist, with names from many places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from avatar_browser.demo.art.traits import Build, Face, Portrait
from avatar_browser.demo.casting import ROOTS, cast_face
from avatar_browser.demo.dice import Dice
from avatar_browser.demo.themes import Theme
from avatar_browser.demo.wardrobe import dressed


@dataclass(frozen=True)
class Character:
    """Somebody with one face. ``key`` names their clip; extras share the clip of another.

    ``age`` is 0 to 1; ``fixed`` are the features that are not left to chance.
    """

    key: str
    name: str
    gender: str
    """``female``, ``male``, or empty where it is not told."""
    roots: str
    build: Build
    age: float
    fixed: Mapping[str, object] = field(default_factory=dict, hash=False)

    @cached_property
    def face(self) -> Face:
        """Thrown when it is first looked at: most extras of a large cast never are."""
        return cast_face(self.key, self.roots, self.build, self.age, **self.fixed)

    def portrait(self, theme: Theme, number: int) -> Portrait:
        return dressed(self.key, self.face, self.roots, theme, number)


def _she(key: str, name: str, roots: str, age: float = 0.25, **fixed: object) -> Character:
    return Character(key, name, "female", roots, Build.SOFT, age, fixed)


def _he(key: str, name: str, roots: str, age: float = 0.3, **fixed: object) -> Character:
    return Character(key, name, "male", roots, Build.STRONG, age, fixed)


def _they(key: str, name: str, roots: str, build: Build, **fixed: object) -> Character:
    return Character(key, name, "", roots, build, 0.2, fixed)


ANAM_PEOPLE = (
    _she("liv", "Liv", "nordic", hair="long-wavy", hair_color="blond"),
    _he("gabriel", "Gabriel", "latin", 0.3, beard="short"),
    _she("amara", "Amara", "west_african", hair="afro"),
    _he("kenji", "Kenji", "east_asian", 0.35, glasses="round"),
    _she("sofia", "Sofía", "latin", hair="lob-wavy"),
    _he("finn", "Finn", "celtic", 0.2, beard="full", hair_color="ginger"),
    _she("misaki", "美咲", "east_asian", hair="bob-fringe"),
    _he("thabo", "Thabo", "east_african", 0.4, hair="fade"),
    _she("layla", "Layla", "mideast", hair="hijab"),
    _he("luca", "Luca", "mediterranean", 0.25, hair="quiff", beard="stubble"),
    _she("priya", "Priya", "south_asian", hair="long"),
    _he("arjun", "Arjun", "south_asian", 0.4, hair="turban", beard="full"),
    _she("ingrid", "Ingrid", "nordic", 0.9, hair="pixie", hair_color="silver", glasses="round"),
    _he("hugo", "Hugo", "european", 0.85, hair="receding", beard="short"),
    _she("zuri", "Zuri", "american_black", hair="box-braids"),
    _he("jihoon", "지훈", "east_asian", 0.15, hair="crop", beard=""),
    _she("chiara", "Chiara", "mediterranean", hair="curly", hair_color="dark brown"),
    _he("omar", "Omar", "mideast", 0.5, beard="full", hair="swept"),
    _she("freya", "Freya", "celtic", hair="plaits", freckles=True, hair_color="ginger"),
    _he("kwame", "Kwame", "west_african", 0.3, hair="buzz", beard="short"),
    _she("elif", "Elif", "mediterranean", hair="low-bun"),
    _he("nikolai", "Nikolai", "european", 0.65, hair="side-part", beard=""),
    _she("aroha", "Aroha", "pacific", hair="long-middle"),
    _he("tama", "Tama", "pacific", 0.3, hair="tucked", beard="goatee"),
    _they(
        "jules",
        "Jules",
        "european",
        Build.SOFT,
        hair="pixie",
        hair_color="teal",
        brow_color="dark brown",
    ),
    _she("mei", "Mei", "southeast_asian", hair="ponytail"),
    _he("diego", "Diego", "native", 0.45, hair="side-part", beard="moustache"),
    _she("grace", "Grace", "american_black", 0.7, hair="lob", glasses="cat", hair_color="grey"),
    _he("emeka", "Emeka", "west_african", 0.25, hair="locs", beard="stubble"),
    _they("robin", "Robin", "nordic", Build.STRONG, hair="quiff", hair_color="platinum", beard=""),
)

HEYGEN_PEOPLE = (
    _she("abigail", "Abigail", "european", hair="long-middle", hair_color="chestnut"),
    _he("brandon", "Brandon", "american_black", 0.25, hair="fade", beard="short"),
    _she("daisy", "Daisy", "european", 0.15, hair="long-fringe", hair_color="dark blond"),
    _he("tyler", "Tyler", "european", 0.2, hair="quiff", beard="", hair_color="brown"),
    _she("amelie", "Amélie Laurent", "european", hair="bob", hair_color="auburn"),
    _he("joseangel", "José Ángel Muñoz", "latin", 0.45, beard="goatee", hair="swept"),
    _she("yijun", "陳怡君", "east_asian", hair="long"),
    _he("takeru", "佐藤 健", "east_asian", 0.3, hair="side-part", glasses="square", beard=""),
    _she("seoyeon", "김서연", "east_asian", 0.2, hair="lob-middle"),
    _he("leila", "يوسف حداد", "mideast", 0.35, hair="crop", beard="full"),
    _she("mariam", "مريم الفارسي", "mideast", 0.3, hair="hijab"),
    _she("yael", "יעל כהן", "mideast", 0.35, hair="curly", hair_color="dark brown"),
    _he("oluwaseun", "Olúwaṣeun Adébáyọ̀", "west_african", 0.35, hair="buzz", beard="goatee"),
    _she("gayatri", "गायत्री शर्मा", "south_asian", 0.4, hair="low-bun"),
    _he("vikram", "Vikram Raghunathan", "south_asian", 0.5, hair="side-part", beard="moustache"),
    _she("hong", "Nguyễn Thị Hồng", "southeast_asian", 0.25, hair="long"),
    _she("wanjiru", "Wanjirũ Kamau", "east_african", 0.3, hair="top-bun"),
    _she("zoe", "Zoë Østergård", "nordic", 0.2, hair="top-bun", hair_color="platinum"),
    _he("lukasz", "Łukasz Wójcik", "european", 0.3, hair="crop", beard="stubble"),
    _she(
        "siobhan",
        "Siobhán O’Connor",
        "celtic",
        0.35,
        hair="long-wavy",
        hair_color="ginger",
        freckles=True,
    ),
    _she("pimchanok", "พิมพ์ชนก ศรีสุข", "southeast_asian", 0.2, hair="lob-middle"),
    _he("kekoa", "Kekoa Kealoha", "pacific", 0.3, hair="tucked", beard="short"),
    _she("aiyana", "Aiyana Begay", "native", 0.3, hair="plaits"),
    _they(
        "rd",
        "R&D Robin",
        "european",
        Build.STRONG,
        hair="fade",
        hair_color="rose",
        beard="",
        brow_color="brown",
        glasses="round",
    ),
    _he("jeanluc", "Jean-Luc d’Arcy", "european", 0.8, hair="bald", beard="short"),
    _she("mariajose", "María-José Fernández de la Vega y Montenegro", "latin", 0.55, hair="bob"),
    _she("olena", "Олена Шевченко", "european", 0.25, hair="lob-wavy", hair_color="blond"),
    _he("alexandros", "Αλέξανδρος Παππάς", "mediterranean", 0.5, hair="tucked", beard="full"),
    _she("fatou", "Fatou Diallo", "west_african", 0.3, hair="head-wrap"),
    _he("mohammed", "Mohammed Al-Rashid", "mideast", 0.6, hair="swept", beard="short"),
    _she("xiaoming", "李晓明", "east_asian", 0.6, hair="pixie", glasses="rect"),
    _he("rafael", "Rafael Souza", "latin", 0.2, hair="fade", beard="stubble"),
    _she("naledi", "Naledi Mokoena", "east_african", 0.2, hair="afro"),
    _he(
        "harald",
        "Harald Lindqvist",
        "nordic",
        0.95,
        hair="side-part",
        hair_color="white",
        beard="full",
        glasses="round",
    ),
    _she("bianca", "Bianca Rossi", "mediterranean", 0.3, hair="ponytail", glasses="cat"),
    _he("deshawn", "DeShawn Carter", "american_black", 0.35, hair="locs", beard="goatee"),
    _she("tove", "Tove", "nordic", 0.8, hair="lob", hair_color="silver"),
    _he("minjun", "박민준", "east_asian", 0.2, hair="tucked", beard="", glasses="round"),
    _she("salma", "Salma Benali", "mideast", 0.45, hair="lob-wavy"),
    _he("ravi", "ரவி குமார்", "south_asian", 0.3, hair="quiff", beard="short"),
    _she("me", "Marta (my twin)", "mediterranean", 0.35, hair="lob", glasses="round"),
    _he("kofi", "Kofi Mensah", "west_african", 0.55, hair="bald", beard="full", glasses="square"),
    _she("nora", "Nora Keller", "european", 0.3, hair="bob-fringe", hair_color="soft black"),
    _he("sam", "Sam Whitfield", "celtic", 0.4, hair="swept", beard="full"),
    _she("imani", "Imani Brooks", "american_black", 0.25, hair="curly"),
    _he("paolo", "Paolo", "mediterranean", 0.7, hair="receding", beard="moustache"),
)

_GIVEN = {
    "female": (
        "Ada",
        "Carla",
        "Esra",
        "Gita",
        "Hana",
        "Jana",
        "Lena",
        "Nia",
        "Pia",
        "Rosa",
        "Tara",
        "Vera",
        "Xenia",
        "Yuki",
    ),
    "male": (
        "Bruno",
        "Deniz",
        "Farid",
        "Ivo",
        "Karim",
        "Milo",
        "Otto",
        "Paulo",
        "Sven",
        "Teo",
        "Umar",
        "Wim",
        "Yusuf",
        "Zeno",
    ),
    "": ("Alex", "Kai", "Noa", "Quinn", "Sasha"),
}
_FAMILY = (
    "Abe",
    "Bianchi",
    "Costa",
    "Dubois",
    "Eriksen",
    "Fischer",
    "García",
    "Haddad",
    "Ito",
    "Jansen",
    "Kaya",
    "Lopez",
    "Moreau",
    "Novak",
    "Okafor",
    "Petrov",
    "Quist",
    "Reyes",
    "Singh",
    "Tanaka",
    "Usman",
    "Varga",
    "Wong",
    "Yilmaz",
    "Zhang",
)


def extra(people: tuple[Character, ...], number: int) -> Character:
    """Somebody beyond the cast, for catalogues larger than it. Build and gender are as one of them.

    The face is their own; their clip is the one of ``people[number % len(people)]``.
    """
    model = people[number % len(people)]
    dice = Dice("extra", model.key, number)
    name = f"{dice.pick('given', _GIVEN[model.gender])} {dice.pick('family', _FAMILY)}"
    roots = dice.pick("roots", tuple(ROOTS))
    key = f"{model.key}~{number // len(people)}"
    age = dice.between("age", 0.1, 0.9)
    return Character(key, name, model.gender, roots, model.build, age)


def clip_key(character: Character) -> str:
    return character.key.split("~", maxsplit=1)[0]


def person_of(people: tuple[Character, ...], number: int) -> Character:
    """The cast first, then extras."""
    return people[number] if number < len(people) else extra(people, number)
