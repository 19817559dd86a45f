"""Read enriched articles: `python subscriber.py localhost:9092 news.articles.enriched`."""

import asyncio
import sys

from aiokafka import AIOKafkaConsumer

from copydesk.contracts import EnrichedArticle, UnreadableEventError, parse_event


async def subscribe(bootstrap: str, topic: str) -> None:
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=bootstrap,
        group_id=f"example-{topic}",
        isolation_level="read_committed",
        auto_offset_reset="earliest",
    )
    async with consumer:
        async for record in consumer:
            try:
                event = parse_event(record.headers, record.value)
                name = "article" if isinstance(event, EnrichedArticle) else "kill"
                print(name, event.id, getattr(event, "headline", ""), flush=True)
            except UnreadableEventError as error:  # put the record aside and go on
                print("unreadable", error.part, error.path, error, flush=True)


asyncio.run(subscribe(*sys.argv[1:3]))
