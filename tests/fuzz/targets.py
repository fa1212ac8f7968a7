"""All that is fuzzed."""

from tests.fuzz import archives, cookies, frames, patches, settings, sheets

TARGETS = {
    target.name: target
    for target in (
        frames.TARGET,
        cookies.TARGET,
        patches.TARGET,
        sheets.TARGET,
        settings.TARGET,
        archives.TARGET,
    )
}
