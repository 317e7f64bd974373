"""HeyGen: ``https://api.heygen.com``, avatars for rendered videos.

::

    spec        what is fixed: address, key, header
    adapter     streams, details, key check
    looks       v3 looks, the catalogue call
    groups      v3 groups, the people behind the looks
    second_road v2: the seed's endpoints, for keys and gateways that still answer them
    voices      v3 voices, and those of v2
    words       the vendor's vocabularies
    failures    error answers of v2 and v3

A group is a person, a look is an outfit, pose or scene of that person. The id that a video call
takes is the look's; both can be 32 hex digits, so only labels tell them apart.
"""

from avatar_browser.providers.heygen.spec import SPEC

__all__ = ["SPEC"]
