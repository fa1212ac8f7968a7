"""The store as one thing, opened once by the composition root."""

from collections.abc import Mapping

from server.store.administration.actions import THE_HOUSE_ITSELF, Who
from server.store.administration.failed import FailedSignIns
from server.store.administration.log import AdministrationLog
from server.store.answers.links import AnswerLinks
from server.store.answers.written import WrittenAnswers
from server.store.backups.made import Backups
from server.store.ballots import Ballots
from server.store.debates import Debates
from server.store.engine import Database
from server.store.findable import Findable
from server.store.house.accounts import Accounts
from server.store.house.embedders import Embedders
from server.store.house.invitations import Invitations
from server.store.house.logos import Logos
from server.store.house.memberships import Memberships
from server.store.house.organisations import Organisations
from server.store.house.passkeys import Passkeys
from server.store.house.programmes import Programmes
from server.store.house.providers import Providers
from server.store.house.quotas import Quotas
from server.store.house.resets import Resets
from server.store.house.second_factors import SecondFactors
from server.store.house.sessions import Sessions
from server.store.house.tokens import Tokens
from server.store.house.word_lists import WordLists
from server.store.journal import Journal
from server.store.leaving.blackening import Fields, blacken
from server.store.leaving.departures import Departure, Departures
from server.store.leaving.moving_in import Moved, move_in
from server.store.leaving.removal import Removed, belongings_of, remove_organisation
from server.store.leaving.responsibles import Responsibles
from server.store.leaving.retentions import Retentions
from server.store.leaving.state import state_of
from server.store.leaving.takeovers import Takeovers
from server.store.logs.anchors import Anchors
from server.store.logs.checkpoints import Checkpoints
from server.store.logs.house_log import HouseLog
from server.store.logs.witnessed import Witnessed
from server.store.mails import Mails
from server.store.outgoing.deliveries import Deliveries
from server.store.outgoing.endpoints import Endpoints
from server.store.remarks import Remarks
from server.store.search import open_index
from server.store.secrecy.keys import Keys
from server.store.secrecy.seals import Seals


class Store:
    """All that must not be lost, a part for each kind of thing."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._database = database
        self.seals = Seals(keys)
        self.proofs = keys.proofs
        self.journal = Journal(database, self.seals, keys.proofs)
        self.ballots = Ballots(database, self.seals, keys.proofs)
        self.checkpoints = Checkpoints(database)
        self.house_log = HouseLog(database)
        self.witnessed = Witnessed(database)
        self.anchors = Anchors(database)
        self.search = open_index(database)
        self.debates = Debates(database, self.seals, keys.proofs, self.search.forget)
        self.findable = Findable(database)
        self.embedders = Embedders(database)
        self.accounts = Accounts(database)
        self.sessions = Sessions(database)
        self.passkeys = Passkeys(database)
        self.resets = Resets(database)
        self.second_factors = SecondFactors(database)
        self.tokens = Tokens(database)
        self.memberships = Memberships(database)
        self.invitations = Invitations(database)
        self.organisations = Organisations(database)
        self.quotas = Quotas(database)
        self.programmes = Programmes(database)
        self.endpoints = Endpoints(database, keys.endpoints)
        self.deliveries = Deliveries(database)
        self.logos = Logos(database)
        self.providers = Providers(database)
        self.remarks = Remarks(database, self.seals)
        self.administration = AdministrationLog(database, keys.proofs)
        self.failed_sign_ins = FailedSignIns(database, self.administration)
        self.word_lists = WordLists(database)
        self.answer_links = AnswerLinks(database)
        self.written_answers = WrittenAnswers(database, keys.envelopes)
        self.mails = Mails(database, keys.envelopes)
        self.backups = Backups(database)
        self.takeovers = Takeovers(database)
        self.retentions = Retentions(database)
        self.departures = Departures(database)
        self.responsibles = Responsibles(database)

    @classmethod
    async def open(cls, url: str, keys: Keys) -> "Store":
        """Connect to a migrated database. Raises Unavailable."""
        database = Database(url)
        async with database.read() as connection:
            await connection.exec_driver_sql("SELECT 1")
        return cls(database, keys)

    async def move_in(self, moved: Moved, at: int) -> None:
        """See `moving_in`."""
        await move_in(self._database, self.proofs, moved, at)

    async def blacken(self, code: str, removed: Mapping[str, Fields], at: int) -> int:
        """See `blackening`."""
        return await blacken(self._database, self.proofs, code, removed, at)

    async def moving_state(self, organisation: str, now: int) -> str:
        """Another one whenever something of it is another."""
        return await state_of(self._database, organisation, now)

    async def belongings_of(self, organisation: str) -> dict[str, int]:
        """See `removal`."""
        return await belongings_of(self._database, organisation)

    async def remove_organisation(
        self, departure: Departure, now: int, who: Who = THE_HOUSE_ITSELF
    ) -> Removed:
        """See `removal`."""
        return await remove_organisation(self._database, self.administration, departure, now, who)

    async def close(self) -> None:
        """Nothing can be asked of it afterwards."""
        await self.search.close()
        await self._database.close()
