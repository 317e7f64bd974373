"""Links with a signature and an end, in the two shapes the providers' media hosts use."""

import hmac
import itertools
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from hashlib import sha256
from urllib.parse import urlencode

_AMZ_FORMAT = "%Y%m%dT%H%M%SZ"


class Verdict(Enum):
    GOOD = "good"
    EXPIRED = "expired"
    UNSIGNED = "unsigned"
    FORGED = "forged"


class Signer:
    """Signs paths and checks what it signed. No two links are alike, as with the real services."""

    def __init__(self, secret: bytes = b"demo") -> None:
        self._secret = secret
        self._number = itertools.count(1)

    def amz_query(self, path: str, life: int) -> str:
        """A presigned link's query, as S3 has it; ``life`` in seconds from now."""
        date = datetime.now(UTC).strftime(_AMZ_FORMAT)
        token = f"demo{next(self._number):06d}"
        return urlencode(
            {
                "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
                "X-Amz-Credential": f"DEMOKEY/{date[:8]}/eu-west-1/s3/aws4_request",
                "X-Amz-Date": date,
                "X-Amz-Expires": str(life),
                "X-Amz-Security-Token": token,
                "X-Amz-SignedHeaders": "host",
                "X-Amz-Signature": self._sign(path, date, str(life), token),
            }
        )

    def check_amz(self, path: str, query: Mapping[str, str]) -> Verdict:
        given = query.get("X-Amz-Signature")
        date, life = query.get("X-Amz-Date", ""), query.get("X-Amz-Expires", "")
        if given is None:
            return Verdict.UNSIGNED
        token = query.get("X-Amz-Security-Token", "")
        if not hmac.compare_digest(given.encode(), self._sign(path, date, life, token).encode()):
            return Verdict.FORGED
        signed = datetime.strptime(date, _AMZ_FORMAT).replace(tzinfo=UTC).timestamp()
        return Verdict.GOOD if time.time() < signed + int(life) else Verdict.EXPIRED

    def cloudfront_query(self, path: str, life: int) -> str:
        """A CloudFront link's query with a canned policy; ``life`` in seconds from now."""
        ends = str(int(time.time()) + life)
        pair = f"K{next(self._number):06d}DEMO"
        return urlencode(
            {"Expires": ends, "Signature": self._sign(path, ends, pair), "Key-Pair-Id": pair}
        )

    def check_cloudfront(self, path: str, query: Mapping[str, str]) -> Verdict:
        given, ends = query.get("Signature"), query.get("Expires", "")
        if given is None:
            return Verdict.UNSIGNED
        wanted = self._sign(path, ends, query.get("Key-Pair-Id", ""))
        if not hmac.compare_digest(given.encode(), wanted.encode()):
            return Verdict.FORGED
        return Verdict.GOOD if time.time() < int(ends) else Verdict.EXPIRED

    def _sign(self, *parts: str) -> str:
        return hmac.new(self._secret, "\n".join(parts).encode(), sha256).hexdigest()
