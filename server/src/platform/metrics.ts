import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const LATENCY_SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What Prometheus reads at /metrics. Names end in their unit, as its conventions say. */
export function openMetrics() {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    webhooks: new Counter({
      name: 'parlour_webhooks_total',
      help: 'Webhooks by what became of them',
      labelNames: ['answer'],
      registers,
    }),
    acknowledgement: new Histogram({
      name: 'parlour_webhook_seconds',
      help: 'From the arrival of a webhook to its acknowledgement, everything stored',
      buckets: LATENCY_SECONDS,
      registers,
    }),
    sends: new Counter({
      name: 'parlour_sends_total',
      help: 'Messages handed to a channel, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    sendSeconds: new Histogram({
      name: 'parlour_send_seconds',
      help: 'Calls to a channel',
      buckets: LATENCY_SECONDS,
      registers,
    }),
    turns: new Counter({
      name: 'parlour_turns_total',
      help: 'Turns of the bot, by result',
      labelNames: ['result'],
      registers,
    }),
    modelCalls: new Counter({
      name: 'parlour_model_calls_total',
      help: 'Questions to language models, by what for and how they ended',
      labelNames: ['purpose', 'outcome'],
      registers,
    }),
    modelCost: new Counter({
      name: 'parlour_model_cost_dollars_total',
      help: 'What language models cost, in US dollars',
      labelNames: ['model'],
      registers,
    }),
    /** Reports how many conversations this node works on at the moment it is asked. */
    watch: (inHand: () => number): void => {
      new Gauge({
        name: 'parlour_conversations_in_hand',
        help: 'Conversations this node works on right now',
        registers,
        collect() {
          this.set(inHand());
        },
      });
    },
  };
}
export type Metrics = ReturnType<typeof openMetrics>;
