"""What is to be told arrives, in order, whatever its receiver does."""

import asyncio

from standardwebhooks import Webhook

from server.clock import SystemClock
from server.outgoing.messages import told
from server.outgoing.sending import Sender
from server.outgoing.worker import AT_ONCE, OF_ONE_AT_ONCE, Outgoing
from server.store import Delivery, Store
from tests.given.clocks import FakeClock
from tests.given.others.receivers import HANG, OK, Receiver, receiver, says
from tests.outgoing.telling import KEY, Teller


async def round_(teller: Teller, sender: Sender | None = None) -> None:
    """One look of a process, to its end; then it is another one."""
    clock = teller.clock
    worker = Outgoing(teller.store, clock, sender or Sender(patience_s=2.0), chance=lambda: 0.5)
    await worker.look()
    await asyncio.gather(*worker._serving.values())


async def troubled(store: Store, id_: str) -> list[Delivery]:
    return list(await store.deliveries.troubled(id_))


def numbers(there: Receiver) -> list[int]:
    return [came.said["data"]["number"] for came in there.came]


async def test_what_happened_arrives_signed_and_in_order(teller: Teller, clock: FakeClock) -> None:
    async with receiver() as there:
        await teller.endpoint(there.url)
        await teller.tell(5)
        await round_(teller)
        await round_(teller)
    assert numbers(there) == [1, 2, 3, 4, 5]  # and none twice
    assert len({came.id for came in there.came}) == 5
    first = there.came[0]
    assert first.said["type"] == "question.shown"
    assert first.said["data"]["question"] == {"id": "q1", "text": "Kada?"}
    assert first.headers["webhook-timestamp"] == str(clock.now() // 1_000)


async def test_who_fails_is_tried_by_the_schedule_and_holds_up_those_behind(
    teller: Teller, clock: FakeClock
) -> None:
    async with receiver(lambda number: says("500 No") if number < 2 else OK) as there:
        id_ = await teller.endpoint(there.url)
        await teller.tell(3)
        await round_(teller)
        assert numbers(there) == [1]
        (wrong,) = await troubled(teller.store, id_)
        assert (wrong.result, wrong.tries, wrong.next_at) == ("500", 1, clock.now() + 5_000)
        clock.pass_s(4.9)
        await round_(teller)
        assert numbers(there) == [1]
        clock.pass_s(0.2)
        await round_(teller)
        assert numbers(there) == [1, 1]
        clock.pass_s(301)
        await round_(teller)
    assert numbers(there) == [1, 1, 1, 2, 3]
    assert len({came.id for came in there.came[:3]}) == 1  # all tries are of one message
    times = {came.headers["webhook-timestamp"] for came in there.came[:3]}
    assert len(times) == 3
    assert await troubled(teller.store, id_) == []


async def test_after_a_while_one_steps_aside_and_says_so(teller: Teller, clock: FakeClock) -> None:
    bad = "msg of the first"

    async with receiver() as there:
        there.answer = lambda _: (
            says("422 No") if there.came[-1].said["data"]["number"] == 1 and bad else OK
        )
        await teller.endpoint(there.url)
        await teller.tell(3)
        for wait in (0, 6, 301, 1_801):
            clock.pass_s(wait)
            await round_(teller)
        assert numbers(there) == [1, 1, 1, 1, 2, 3]
        bad = ""
        clock.pass_s(7_201)
        await teller.tell()
        await round_(teller)
    assert sorted(numbers(there)[6:]) == [1, 4]
    late = [came for came in there.came if "tribina-order" in came.headers]
    assert [came.said["data"]["number"] for came in late] == [1]


async def test_after_the_last_try_it_is_given_up_and_can_be_sent_by_hand(
    teller: Teller, clock: FakeClock
) -> None:
    async with receiver(lambda number: says("500 No") if number < 10 else OK) as there:
        id_ = await teller.endpoint(there.url)
        await teller.tell()
        for _ in range(12):
            await round_(teller)
            clock.pass_s(25 * 3_600)
        assert len(there.came) == 10
        (wrong,) = await troubled(teller.store, id_)
        assert wrong.state == "failed"
        assert await teller.store.deliveries.again(id_, wrong.number, clock.now()) == 1
        await round_(teller)
        assert len(there.came) == 11
        assert await teller.store.deliveries.all_again(id_, 0, clock.now()) == 1
        await round_(teller)
    assert len({came.id for came in there.came}) == 1
    assert len(there.came) == 12


async def test_who_is_gone_is_switched_off_and_keeps_what_waits(
    teller: Teller, clock: FakeClock
) -> None:
    async with receiver(lambda number: says("410 Gone") if number == 0 else OK) as there:
        id_ = await teller.endpoint(there.url)
        await teller.tell(2)
        await round_(teller)
        (one,) = await teller.store.endpoints.of("aktiv")
        assert one.state == "gone"
        await teller.tell()  # nobody is told of this
        clock.pass_s(86_400)
        await round_(teller)
        assert numbers(there) == [1]
        await teller.store.endpoints.switch(id_, "on")
        await round_(teller)
    assert numbers(there) == [1, 1, 2]


async def test_who_has_too_much_is_left_alone(teller: Teller, clock: FakeClock) -> None:
    too_much = says("429 Slowly", "retry-after: 600")
    async with receiver(lambda number: too_much if number == 0 else OK) as there:
        await teller.endpoint(there.url)
        await teller.tell(2)
        await round_(teller)
        clock.pass_s(599)
        await teller.tell()
        await round_(teller)
        assert numbers(there) == [1]
        clock.pass_s(2)
        await round_(teller)
    assert numbers(there) == [1, 1, 2, 3]


async def test_one_who_hangs_or_is_not_there_holds_up_no_other(teller: Teller) -> None:
    async with receiver(lambda _: HANG) as hangs, receiver() as there, receiver() as gone:
        for url in (hangs.url, gone.url.replace("127.0.0.1", "192.0.2.1"), there.url):
            await teller.endpoint(url)
        await teller.tell(20)
        for _ in range(2):  # an organisation has two places: the third comes next
            await round_(teller, Sender(patience_s=0.3))
    assert numbers(there) == list(range(1, 21))
    assert (there.most_at_once, hangs.most_at_once) == (1, 1)


async def test_no_more_than_so_many_at_once(teller: Teller) -> None:
    async with receiver(lambda _: HANG) as hangs:
        for number in range(AT_ONCE + 4):
            id_ = await teller.endpoint(hangs.url, of=f"other-{number}")
            await teller.store.deliveries.test(id_, teller.clock.now())
        await round_(teller, Sender(patience_s=2.0))
        assert hangs.most_at_once == AT_ONCE


async def test_one_organisation_never_has_every_place(teller: Teller) -> None:
    async with receiver(lambda _: HANG) as hangs, receiver() as there:
        for _ in range(AT_ONCE + 4):
            await teller.endpoint(hangs.url)
        await teller.tell()
        other = await teller.endpoint(there.url, of="other")
        await teller.store.deliveries.test(other, teller.clock.now())
        await round_(teller, Sender(patience_s=0.3))
    assert hangs.most_at_once == OF_ONE_AT_ONCE and len(there.came) == 1


async def test_who_answers_slowly_gives_its_place_back_for_who_waits_longer(
    teller: Teller, clock: FakeClock
) -> None:
    def slowly(_: int) -> bytes:
        clock.pass_s(14.5)
        return OK

    async with receiver(slowly) as slow, receiver() as quick:
        first = await teller.endpoint(slow.url)
        await teller.tell(20)
        await round_(teller)
        assert numbers(slow) == [1, 2]  # 29 s: over after the second
        other = await teller.endpoint(quick.url, of="other")
        await teller.store.deliveries.test(other, clock.now())
        clock.pass_s(0.001)
        ready = await teller.store.deliveries.ready(clock.now())
        assert [id_ for id_, _ in ready] == [other, first]
        await round_(teller)
        assert len(quick.came) == 1 and numbers(slow) == [1, 2, 3, 4]


async def test_two_processes_never_send_the_same(teller: Teller, clock: FakeClock) -> None:
    async with receiver() as there:
        await teller.endpoint(there.url)
        await teller.tell(30)
        await asyncio.gather(*(round_(teller) for _ in range(4)))
    assert numbers(there) == list(range(1, 31))
    assert there.most_at_once == 1


async def test_what_a_killed_process_had_is_another_s_after_a_while(
    teller: Teller, clock: FakeClock
) -> None:
    async with receiver() as there:
        id_ = await teller.endpoint(there.url)
        await teller.tell()
        now = clock.now()
        assert await teller.store.deliveries.take(id_, "killed", now, now + 45_000)
        await round_(teller)
        assert there.came == []
        clock.pass_s(45)
        await round_(teller)
    assert numbers(there) == [1]


async def test_a_private_address_is_never_called(teller: Teller) -> None:
    async with receiver(host="localhost") as there:
        id_ = await teller.endpoint(there.url.replace("http:", "https:"), in_hall=False)
        await teller.tell()
        await round_(teller)
        (wrong,) = await troubled(teller.store, id_)
    assert wrong.result == "address"
    assert there.came == []


async def test_a_test_says_nothing_and_does_not_wait_for_what_fails(
    teller: Teller, clock: FakeClock
) -> None:
    async with receiver(lambda number: says("500 No") if number == 0 else OK) as there:
        id_ = await teller.endpoint(there.url)
        await teller.tell()
        await round_(teller)
        await teller.store.deliveries.test(id_, clock.now())
        await round_(teller)
    assert there.came[1].said["data"] == {}
    assert there.came[1].said["type"] == "endpoint.test"
    last = await teller.store.deliveries.last(id_)
    assert last is not None


async def test_it_runs_by_itself_and_ends(teller: Teller) -> None:
    async with receiver() as there:
        teller.clock = SystemClock()
        await teller.endpoint(there.url)
        worker = Outgoing(teller.store, teller.clock, alone=True)
        worker.start()
        await teller.tell(3)
        await there.until(3)
        await worker.close()
    assert numbers(there) == [1, 2, 3]
    for came in there.came:
        assert Webhook(told("v1", KEY)).verify(came.body, came.headers)
