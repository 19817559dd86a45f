// Read enriched articles: `npm ci && npm run build && npm start -- localhost:9092 news.articles.enriched`.
// The types come from the JSON Schema (`npm run types`), and ajv holds what arrives against it.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { Kafka, logLevel } from "kafkajs";
import type { EnrichedArticle } from "./enriched-article.js";

const TYPE = /^copydesk\.article\.(enriched|killed)\.v1$/;
const schema = JSON.parse(
  readFileSync(new URL("../../../../enriched-article.schema.json", import.meta.url), "utf-8"),
);
const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const isArticle = ajv.compile<EnrichedArticle>(schema);

/** The words of a span: offsets count code points, and JavaScript strings count UTF-16 units. */
function words(article: EnrichedArticle, span: { start: number; end: number }): string {
  return [...article.text].slice(span.start, span.end).join("");
}

const [bootstrap = "localhost:9092", topic = "news.articles.enriched"] = process.argv.slice(2);
const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.ERROR });
// readUncommitted is false by default; said here, because without it you see what was never committed.
const consumer = kafka.consumer({ groupId: `example-ts-${topic}`, readUncommitted: false });
await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    const type = TYPE.exec(String(message.headers?.ce_type ?? ""));
    if (type === null) {
      console.log(`unreadable headers /ce_type`);
    } else if (type[1] === "killed") {
      console.log(`kill ${message.key}`);
    } else {
      const value: unknown = JSON.parse(String(message.value));
      if (isArticle(value)) {
        const dateline = value.dateline?.evidence[0];
        const filed = dateline ? ` (${words(value, dateline)})` : "";
        console.log(`article ${value.id} ${value.headline}${filed}`);
      } else {
        console.log(`unreadable value ${ajv.errorsText(isArticle.errors)}`);
      }
    }
  },
});
