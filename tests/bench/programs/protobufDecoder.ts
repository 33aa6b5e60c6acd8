// A plain decoder as one writes it on a protobuf library: whole messages by protobufjs, no checksums, reckoned from an excerpt.
import { readFileSync } from "node:fs";
import protobuf from "protobufjs";
import type { Excerpt } from "./excerpt.ts";
import type { Reckoned } from "./pythonLoader.ts";

const SCHEMA = `
  syntax = "proto3";
  message Event {
    double wall_time = 1;
    int64 step = 2;
    oneof what { string file_version = 3; Summary summary = 5; }
  }
  message Summary { repeated Value value = 1; }
  message Value {
    string tag = 1;
    oneof value { float simple_value = 2; HistogramProto histo = 5; TensorProto tensor = 8; }
    SummaryMetadata metadata = 9;
  }
  message HistogramProto {
    double min = 1;
    double max = 2;
    double num = 3;
    double sum = 4;
    double sum_squares = 5;
    repeated double bucket_limit = 6;
    repeated double bucket = 7;
  }
  message TensorProto { int32 dtype = 1; bytes tensor_content = 4; repeated float float_val = 5; }
  message SummaryMetadata { PluginData plugin_data = 1; }
  message PluginData { string plugin_name = 1; bytes content = 2; }
`;

interface Message {
  wallTime: number;
  step: { toNumber(): number } | number;
  summary?: { value: { tag: string; simpleValue: number; histo?: unknown; tensor?: unknown }[] };
}

const HEADER_BYTES = 12;
const FOOTER_BYTES = 4;

/** Decodes an excerpt, keeps every value under its tag, and reckons the seconds for the corpus it is from. */
export function reckonedProtobufDecoder(excerpt: Excerpt): Reckoned {
  const event = protobuf.parse(SCHEMA).root.lookupType("Event");
  const kept = new Map<string, unknown[]>();
  let events = 0;
  const started = performance.now();
  for (const file of excerpt.files) {
    const bytes = readFileSync(file);
    for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
      const start = at + HEADER_BYTES;
      const end = start + bytes.readUInt32LE(at);
      if (end + FOOTER_BYTES > bytes.length) break;
      const message = event.decode(bytes.subarray(start, end)) as unknown as Message;
      for (const { tag, simpleValue, histo, tensor } of message.summary?.value ?? []) {
        const name = `${file} ${tag}`;
        const points = kept.get(name) ?? [];
        if (points.length === 0) kept.set(name, points);
        points.push([message.wallTime, Number(message.step), histo ?? tensor ?? simpleValue]);
        events++;
      }
      at = end + FOOTER_BYTES;
    }
  }
  return { seconds: ((performance.now() - started) / 1000) * excerpt.factor, events };
}
