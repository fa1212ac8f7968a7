"""`/privacy`, and one for each organisation: what is kept, for how long, who answers for it, and
what somebody can ask for. Made from what is set.
"""

from collections.abc import Sequence

from quart import Blueprint, Response, current_app, render_template
from werkzeug.exceptions import NotFound

from server.store import Programme
from server.store.leaving.responsibles import Responsible
from server.web.dependencies import dependencies
from server.web.leaving.processing import kept_by
from server.web.organisations.known import known_organisation
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
    return await _page("", "", Responsible(), (), organisations=organisations)


async def of_organisation(organisation: str) -> Response:
    """With who answers for its data. Of one that has nothing public and has not said that either,
    strangers learn no more than of one that there is not; of programmes those that they find."""
    store = dependencies().store
    found = await known_organisation(organisation)
    programmes = await store.findable.programmes(organisation)
    responsible = await store.responsibles.of(organisation)
    if not (programmes or responsible.name):
        raise NotFound
    return await _page(organisation, found.name, responsible, programmes)


async def _page(
    key: str,
    name: str,
    responsible: Responsible,
    programmes: Sequence[Programme],
    **values: object,
) -> Response:
    html = await render_template(
        "privacy.html",
        key=key,
        name=name,
        responsible=responsible,
        kept=await kept_by(programmes),
        **values,
    )
    response: Response = current_app.response_class(html, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
