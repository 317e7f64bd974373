import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_browser.domain.errors import (
    KeyRejected,
    NotFound,
    NotPermitted,
    Problem,
    RateLimited,
    ServiceFailed,
    UnexpectedAnswer,
)
from avatar_browser.providers.heygen.failures import EndpointGone, read_error
from avatar_browser.providers.protocol import Answer
from tests.providers.strategies import JSON


def v3(code: str, message: str = "words") -> object:
    return {"error": {"code": code, "message": message}}


def old(message: str, code: str = "internal_error") -> object:
    return {"data": None, "error": {"code": code, "message": message}}


@pytest.mark.parametrize(
    ("status", "payload", "kind", "code"),
    [
        (400, v3("invalid_parameter"), UnexpectedAnswer, "400 invalid_parameter"),
        (400, v3("validation_error"), UnexpectedAnswer, "400 validation_error"),
        (401, v3("unauthorized"), KeyRejected, "401 unauthorized"),
        (402, v3("insufficient_credit"), NotPermitted, "402 insufficient_credit"),
        (403, v3("forbidden"), NotPermitted, "403 forbidden"),
        (403, v3("resource_access_denied"), NotPermitted, "403 resource_access_denied"),
        (404, v3("avatar_not_found"), NotFound, "404 avatar_not_found"),
        (404, v3("NOT_FOUND"), NotFound, "404 not_found"),
        (429, v3("rate_limit_exceeded"), RateLimited, "429 rate_limit_exceeded"),
        (429, v3("quota_exceeded"), RateLimited, "429 quota_exceeded"),
        (500, v3("internal_error"), ServiceFailed, "500 internal_error"),
        (504, v3("gateway_timeout"), ServiceFailed, "504 gateway_timeout"),
        # Codes beat a status that does not fit.
        (400, v3("Avatar_Not_Found"), NotFound, "400 avatar_not_found"),
        (400, v3("UNAUTHORIZED"), KeyRejected, "400 unauthorized"),
        (500, v3("forbidden"), NotPermitted, "500 forbidden"),
        (400, v3("quota_exceeded"), RateLimited, "400 quota_exceeded"),
        # Words, where the code says nothing.
        (400, old("forbidden"), NotPermitted, "400 internal_error"),
        (500, old("Forbidden"), NotPermitted, "500 internal_error"),
        (200, old("forbidden"), NotPermitted, "200 internal_error"),
        (404, old("Avatar looks not found."), NotFound, "404 internal_error"),
        (400, old("Avatar not found"), NotFound, "400 internal_error"),
        (200, old("Avatar looks not found."), NotFound, "200 internal_error"),
        (401, {"code": 400112, "message": "Unauthorized"}, KeyRejected, "401 400112"),
        (200, {"code": 400112, "message": "Unauthorized"}, KeyRejected, "200 400112"),
        (400, {"code": "400999", "message": "Unauthorized"}, KeyRejected, "400 400999"),
        (400, {"error": "Invalid API key", "data": None}, KeyRejected, "400 bad request"),
        (200, {"error": "Invalid API key", "data": None}, KeyRejected, "200 ok"),
        # 200 with an error of any type is a failure.
        (200, {"error": "boom", "data": {"id": "x"}}, ServiceFailed, "200 ok"),
        (200, {"error": {"code": "odd", "message": "boom"}}, ServiceFailed, "200 odd"),
        (200, {"error": ["boom"]}, ServiceFailed, "200 ok"),
        (200, {"error": True}, ServiceFailed, "200 ok"),
        (200, {"code": 500, "message": "boom"}, ServiceFailed, "200 500"),
        # Bodies that are no word of HeyGen's.
        (403, None, NotPermitted, "403 forbidden"),
        (401, [], KeyRejected, "401 unauthorized"),
        (503, None, ServiceFailed, "503 service unavailable"),
        (400, v3("<script> long and odd"), UnexpectedAnswer, "400 bad request"),
    ],
)
def test_an_error_means_what_the_user_can_do_about_it(
    status: int, payload: object, kind: type[Problem], code: str
) -> None:
    problem = read_error(Answer(status, payload, ""))
    assert type(problem) is kind
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize(
    "payload",
    [
        None,
        [],
        "text",
        {},
        {"error": None, "data": {"id": "x"}},
        {"error": "", "data": []},
        {"error": {}, "data": None},
        {"error": False, "data": []},
        {"code": 100, "data": None, "message": "Success"},
        {"code": 1000, "data": {"id": "x"}},
        {"code": 400, "data": {"id": "x"}},
        {"code": 4000, "data": None},
        {"data": {"error": {"code": "bad_footage", "message": "of the look, not of the call"}}},
    ],
)
def test_an_answer_that_does_not_fail_is_left_alone(payload: object) -> None:
    assert read_error(Answer(200, payload, "Forbidden")) is None


@pytest.mark.parametrize(
    ("status", "payload", "text"),
    [
        (404, None, "<html><title>404 Not Found</title></html>"),
        (404, None, "<p>The requested URL /v2/avatar/x/details was not found</p>"),
        (404, None, ""),
        (404, {"detail": "Not Found"}, ""),
        (404, {"message": "Route GET:/v2/avatar/x/details not found"}, ""),
        (404, {"error": "Not Found"}, ""),
        (410, v3("not_found", "This API has ended."), ""),
        (410, None, ""),
    ],
)
def test_a_call_that_is_gone_is_told_from_an_avatar_that_is(
    status: int, payload: object, text: str
) -> None:
    assert isinstance(read_error(Answer(status, payload, text)), EndpointGone)


def test_a_gateways_page_is_not_searched_for_words() -> None:
    page = "<h1>502</h1> upstream says: forbidden, unauthorized, not found"
    assert type(read_error(Answer(502, None, page))) is ServiceFailed


def test_an_error_sends_no_word_of_the_vendor_to_the_headline() -> None:
    problem = read_error(Answer(403, v3("forbidden", "canary <b>pay</b>"), ""))
    assert problem is not None
    assert str(problem) == NotPermitted.default
    assert problem.detail == "canary <b>pay</b>"


@settings(deadline=None)
@given(
    st.sampled_from([200, 204, 299, 400, 401, 404, 410, 429, 500, 599]),
    st.fixed_dictionaries({}, optional={"error": JSON, "code": JSON, "message": JSON, "data": JSON})
    | JSON,
    st.text(alphabet=st.characters(), max_size=300),
)
def test_no_answer_is_too_strange_to_be_judged(status: int, payload: object, text: str) -> None:
    problem = read_error(Answer(status, payload, text))
    if status >= 400:
        assert problem is not None
    if problem is not None:
        assert problem.code
        assert len(problem.code) < 60
