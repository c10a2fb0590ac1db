import { byHour, usage } from "../charge";
import type { Pricer } from "../context";
import { estimated } from "../price";

/** Samples that a price is for. */
const millionsPerUnit = 10;

/** The samples of a month, and one month of storing them: a sample takes about two bytes (AWS, pricing of Amazon Managed Service for Prometheus). */
export const prometheusWorkspace: Pricer = (resource, context) => {
  const { prometheusMillionSamples: millions } = context.assumptions;
  return [
    ...usage(resource, "metrics, ingested", "10 million samples", context.price(resource, "amp.ingest"), millions / millionsPerUnit),
    ...usage(resource, "metrics, stored", "GB-month", context.price(resource, "amp.storage.gb"), (millions * 2e6) / 2 ** 30),
  ];
};

/** Source: the same page, us-east-1 (2026); the tables have no prices of other regions. */
const collector = { hour: 0.04, tenMillionSamples: 0.03 };

export const scraper: Pricer = (resource, context) => [
  byHour(resource, "managed scraper", "scraper", estimated(collector.hour)),
  ...usage(
    resource,
    "managed scraper, samples",
    "10 million samples",
    estimated(collector.tenMillionSamples),
    context.assumptions.prometheusMillionSamples / millionsPerUnit,
  ),
];

export const grafanaWorkspace: Pricer = (resource, context) =>
  usage(
    resource,
    "Grafana, users that edit",
    "user-month",
    context.price(resource, "grafana.editor.month"),
    context.assumptions.grafanaEditors,
  );
