from avatar_browser.domain.avatar import Avatar, Identifier, Person
from avatar_browser.domain.families import Families, family_key
from tests.support.avatars import an_avatar


def a_look(identifier: str, person: str, name: str = "Abigail") -> Avatar:
    return an_avatar(identifier, person_id=person, person=Person("heygen", person, name))


def names(families: Families) -> list[tuple[str, list[str]]]:
    return [(f.name, [look.key.id for look in f.looks]) for f in families.all]


def test_looks_of_one_person_are_a_family_where_the_first_of_them_is() -> None:
    looks = [a_look("a", "1"), a_look("b", "2", "Bert"), a_look("c", "1")]
    assert names(Families.of(looks)) == [("Abigail", ["a", "c"]), ("Bert", ["b"])]


def test_two_people_of_one_name_are_two_families() -> None:
    assert len(Families.of([a_look("a", "1"), a_look("b", "2")]).all) == 2


def test_one_person_id_at_two_providers_is_two_people() -> None:
    here, there = (an_avatar("a", provider, person_id="1") for provider in ("anam", "heygen"))
    assert family_key(here) != family_key(there)


def test_without_a_person_the_name_tells_whatever_its_case_and_accents() -> None:
    looks = [an_avatar("a", name="Zoë"), an_avatar("b", name="zoe "), an_avatar("c", name="Zo")]
    assert names(Families.of(looks)) == [("Zoë", ["a", "b"]), ("Zo", ["c"])]


def test_a_person_and_a_look_that_only_shares_the_name_are_apart() -> None:
    assert len(Families.of([a_look("a", "1"), an_avatar("b", name="Abigail")]).all) == 2


def test_an_avatar_whose_name_folds_to_nothing_is_alone() -> None:
    looks = [an_avatar("a", name="—"), an_avatar("b", name="—")]
    assert len(Families.of(looks).all) == 2


def test_a_look_whose_person_is_told_later_belongs_to_the_same_family() -> None:
    assert family_key(an_avatar("a", person_id="1")) == family_key(a_look("a", "1"))


def test_more_avatars_tell_which_families_are_new_and_which_have_grown() -> None:
    families = Families.of([a_look("a", "1"), a_look("b", "2")])
    grown = families.extend([a_look("c", "2"), a_look("d", "3"), a_look("e", "3")])
    assert (grown.fresh, grown.altered) == (1, [1])
    assert [f.cover.key.id for f in families.all] == ["a", "b", "d"]


def test_the_family_of_a_row_is_known_also_of_one_that_came_later() -> None:
    families = Families.of([a_look("a", "1")])
    assert families.number_at(1) is None
    families.extend([a_look("b", "2"), a_look("c", "1")])
    assert [families.number_at(row) for row in range(3)] == [0, 1, 0]


def test_an_avatar_told_anew_takes_its_former_seat_whatever_it_is_called() -> None:
    families = Families.of([a_look("a", "1"), a_look("b", "2"), a_look("c", "1")])
    assert families.replace(2, a_look("c", "9", "Other")) == (0, 1)
    assert [look.person_id for look in families.all[0].looks] == ["1", "9"]


def test_the_ids_of_a_person_are_those_that_no_video_call_takes() -> None:
    ids = (
        Identifier("Look ID", "a", "Goes into avatar_id.", primary=True),
        Identifier("Group ID", "1", "The video call refuses it."),
        Identifier("Default voice ID", "v", "Goes into voice_id."),
    )
    family = Families.of([an_avatar("a", person_id="1", ids=ids)]).all[0]
    assert [each.label for each in family.ids] == ["Group ID"]
    assert Families.of([an_avatar("a", ids=ids)]).all[0].ids == ()
