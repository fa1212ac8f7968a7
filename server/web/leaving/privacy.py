"""`/privacy`, and one for each organisation: what is kept, for how long, who answers for it, and
what somebody can ask for. Made from what is set.
"""

from quart import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from server.store.leaving.responsibles import Responsible
from server.web.dependencies import dependencies
from server.web.leaving.processing import kept_by
from server.web.words.rendering import formats_for_templates


def privacy_blueprint() -> Blueprint:
    """For everybody."""
    routes = Blueprint("privacy", __name__)
    routes.context_processor(formats_for_templates)
    routes.get("/privacy")(of_house)
    routes.get("/o/<organisation>/privacy")(of_organisation)
    return routes


async def of_house() -> Response:
    """Of whatever organisation a debate is; and who answers in each."""
    store = dependencies().store
    answering = set(await store.responsibles.named())
    organisations = [one for one in await store.organisations.list() if one.key in answering]
    return await _page("", "", Responsible(), organisations=organisations)


async def of_organisation(organisation: str) -> Response:
    """With who answers for its data."""
    store = dependencies().store
    found = await store.organisations.get(organisation)
    if found is None:
        raise NotFound
    return await _page(organisation, found.name, await store.responsibles.of(organisation))


async def _page(key: str, name: str, responsible: Responsible, **values: object) -> Response:
    html = await render_template(
        "privacy.html",
        key=key,
        name=name,
        responsible=responsible,
        kept=await kept_by(key),
        **values,
    )
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
