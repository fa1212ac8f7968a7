"""The web app, put together from its dependencies. What is concrete is chosen by `server.app`."""

from quart import Blueprint, Quart, Response

from server.clock import Clock
from server.identity.passwords import Passwords
from server.identity.recognising import Identity
from server.identity.throttle import Throttle
from server.jobs import Jobs
from server.limits.buckets import Ceilings
from server.limits.letters import LetterPace
from server.limits.pages import Newcomers
from server.limits.shared import Joins
from server.live.rooms import Rooms
from server.metrics import Metrics
from server.proxies import Proxies
from server.settings import Settings
from server.store import Store
from server.web import errors
from server.web.admin.overview import admin_blueprint
from server.web.answers.office import office_blueprint
from server.web.api import health, metrics
from server.web.api.debate import api
from server.web.api.descriptions import descriptions
from server.web.api.health import Health
from server.web.api.house_log import house_log_blueprint
from server.web.api.log import log_blueprint
from server.web.api.proofs import proofs_blueprint
from server.web.api.stamps import stamps_blueprint
from server.web.api.witness import witness_blueprint
from server.web.delivery import compression, security
from server.web.delivery.assets import house_assets
from server.web.delivery.made import Made
from server.web.delivery.newcomers_page import NewcomersPage
from server.web.delivery.static_door import StaticDoor
from server.web.dependencies import EXTENSION, Dependencies, dependencies
from server.web.leaving.desk import leaving_blueprint
from server.web.leaving.privacy import privacy_blueprint
from server.web.login.accounts import accounts_blueprint
from server.web.login.elsewhere.own_links import own_links_blueprint
from server.web.login.elsewhere.pages import elsewhere_blueprint
from server.web.login.invited import invited_blueprint
from server.web.login.others_account import others_account_blueprint
from server.web.login.own_account import own_account_blueprint
from server.web.login.own_particulars import own_particulars_blueprint
from server.web.login.own_passkeys import own_passkeys_blueprint
from server.web.login.own_second_factor import own_second_factor_blueprint
from server.web.login.passkey_login import passkey_login_blueprint
from server.web.login.proving import Prover
from server.web.login.reset import reset_blueprint
from server.web.login.second_page import second_page_blueprint
from server.web.login.setup_key import SetupKey
from server.web.logos.serving import DigestConverter, logos_blueprint
from server.web.overlay.page import overlay_pages
from server.web.pages.about import about_blueprint
from server.web.pages.archive_pages import archive_blueprint
from server.web.pages.fingerprints import (
    FingerprintConverter,
    fingerprints,
    head_pictures_blueprint,
)
from server.web.pages.forgetting import forgetting
from server.web.pages.home import home_blueprint
from server.web.pages.later_words import later_words
from server.web.pages.proof_page import proof_page
from server.web.pages.screen_keys import screen_keys_blueprint
from server.web.pages.screens import CodeConverter, pages
from server.web.pages.share_picture import png
from server.web.pages.sharing import QuestionConverter, sharing
from server.web.programmes import Looks
from server.web.public.corners import corners_blueprint
from server.web.public.embeds import embeds_blueprint
from server.web.public.feeds import feeds_blueprint
from server.web.public.oembed import oembed
from server.web.public.searching import search_blueprint
from server.web.requests import origins
from server.web.requests.heads import Heads
from server.web.requests.limits import LimitedRequest
from server.web.routes import Route
from server.web.studio.buttons import buttons
from server.web.studio.ograf import ograf
from server.web.studio.report import reports
from server.web.studio.sheet import sheet_blueprint
from server.web.studio.tables import tables_blueprint
from server.web.words import rendering
from server.web.words.i18n import house_words


def create_web_app(
    settings: Settings,
    store: Store,
    rooms: Rooms,
    identity: Identity,
    clock: Clock,
    counted: Metrics,
    setup_key: SetupKey,
    jobs: Jobs,
) -> Quart:
    """The ASGI app. `counted`: the metrics that the rooms write to."""
    app = Quart("server.web", template_folder="templates", static_folder=None)
    app.secret_key = settings.secret
    app.request_class = LimitedRequest
    app.url_rule_class = Route
    app.url_map.converters |= {
        "code": CodeConverter,
        "digest": DigestConverter,
        "fingerprint": FingerprintConverter,
        "question": QuestionConverter,
    }
    app.url_map.strict_slashes = False
    joins = Joins(rooms.limits, settings.joins_per_address_s)
    ceilings = Ceilings(clock, settings.connections_per_address, settings.joins_per_address_s)
    known = Dependencies(
        settings=settings,
        store=store,
        rooms=rooms,
        identity=identity,
        catalogue=house_words(),
        clock=clock,
        assets=house_assets(),
        metrics=counted,
        health=Health(store, rooms.relay),
        looks=Looks(store, clock),
        newcomers=Newcomers(ceilings, Proxies(settings.proxies), joins),
        jobs=jobs,
        letters=LetterPace(clock),
    )
    app.extensions[EXTENSION] = known
    rendering.init_app(app)
    errors.init_app(app)
    _routes(app, known, setup_key)
    app.before_request(security.check_host)
    app.before_request(origins.guard)
    app.after_request(_finish)
    newcomers_page = NewcomersPage(
        identity, known.newcomers, settings, clock, counted, rooms.over, app.asgi_app
    )
    static_door = StaticDoor(known.assets, settings, counted, newcomers_page)
    app.asgi_app = Heads(settings, counted, static_door)  # type: ignore[method-assign]
    return app


def _routes(app: Quart, known: Dependencies, setup_key: SetupKey) -> None:
    passwords = Passwords(known.clock)
    made = Made(known.settings.data)

    def forget(code: str) -> None:
        made.forget(code)
        png.cache_clear()  # it may show a question of it

    known.rooms.gone.listen(forget)
    for blueprint in (
        *_for_programs(known),
        home_blueprint(),
        logos_blueprint(),
        about_blueprint(),
        corners_blueprint(),
        feeds_blueprint(known.clock),
        embeds_blueprint(known.clock),
        oembed,
        search_blueprint(known.clock),
        *_of_accounts(known, passwords, setup_key),
        office_blueprint(known.clock),
        admin_blueprint(passwords, forget, known.clock),
        leaving_blueprint(made, forget),
        privacy_blueprint(),
        archive_blueprint(made),
        pages,
        overlay_pages,
        fingerprints,
        head_pictures_blueprint(known.clock),
        proofs_blueprint(known.clock),
        proof_page,
        forgetting,
        later_words,
        sharing,
        buttons,
        reports,
        ograf,
        tables_blueprint(known.clock),
        sheet_blueprint(),
    ):
        app.register_blueprint(blueprint)


def _for_programs(known: Dependencies) -> tuple[Blueprint, ...]:
    return (
        api,
        log_blueprint(known.clock),
        house_log_blueprint(known.clock),
        stamps_blueprint(known.clock),
        witness_blueprint(known.clock),
        descriptions,
        health.blueprint(known.health),
        metrics.blueprint(known.metrics, known.settings.metrics_token),
    )


def _of_accounts(
    known: Dependencies, passwords: Passwords, setup_key: SetupKey
) -> tuple[Blueprint, ...]:
    """Coming in, and what people do with their own account."""
    throttle = Throttle(known.clock, known.rooms.limits)
    prover = Prover(passwords, throttle)
    return (
        accounts_blueprint(passwords, throttle, setup_key),
        screen_keys_blueprint(),
        own_account_blueprint(passwords, throttle),
        own_particulars_blueprint(),
        others_account_blueprint(),
        reset_blueprint(passwords),
        own_second_factor_blueprint(prover),
        own_passkeys_blueprint(prover),
        passkey_login_blueprint(throttle),
        second_page_blueprint(throttle),
        invited_blueprint(passwords),
        elsewhere_blueprint(known.clock),
        own_links_blueprint(),
    )


async def _finish(response: Response) -> Response:
    security.add_headers(response)
    origins.allow_reading(response)
    await compression.compress(response)
    dependencies().metrics.request(response.status_code)
    return response
