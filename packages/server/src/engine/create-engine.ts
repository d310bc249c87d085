import { recordingOffers } from "../recordings/take-offer.ts";
import { listMessages } from "../messages/sql/list-messages.ts";
import { storingMessages } from "../messages/store-message.ts";
import type { EngineOptions } from "./dependencies.ts";
import { defaultBounds, dependenciesOf } from "./dependencies.ts";
import type { Engine } from "./engine.ts";
import { createNews } from "./news.ts";
import { reading } from "./reading.ts";
import { writing } from "./writing.ts";
import { createWorkers } from "./workers.ts";

/** Nothing runs before `start`: commands, facts and reads work without it, workers and news do not. */
export function createEngine(options: EngineOptions): Engine {
  const deps = dependenciesOf(options, (stored) => workers.wake(stored));
  const workers = createWorkers(deps, options);
  const news = createNews(deps.database, options.bounds?.slowPollMs ?? defaultBounds.slowPollMs, deps.log);
  return {
    ...writing(deps),
    recording: recordingOffers(deps),
    message: storingMessages(deps),
    messages: (tenant, callId) => listMessages(deps.database, tenant, callId),
    ...reading(deps),
    onNews: news.onNews,
    async start() {
      await news.start();
      await workers.start();
    },
    async stop() {
      await workers.stop();
      await news.stop();
    },
  };
}
