"""What `snap.yaml` may say: the settings of a library, and what its scenarios share."""

from snapmsg.config.rules import IGNORE_FIELDS, PRESETS, PathIgnore, RuleSetting
from snapmsg.config.settings import (
    CHANNEL_FIELDS,
    FIELDS,
    NAME,
    ChannelSetting,
    Settings,
    read_settings,
)

__all__ = [
    "CHANNEL_FIELDS",
    "FIELDS",
    "IGNORE_FIELDS",
    "NAME",
    "PRESETS",
    "ChannelSetting",
    "PathIgnore",
    "RuleSetting",
    "Settings",
    "read_settings",
]
