// Arithmetic on IPv4 address blocks.
import { refuse } from "../values";

/** A block of addresses: the first one as a number, and how many leading bits are fixed. */
export interface Block {
  readonly start: number;
  readonly bits: number;
}

export function parse(cidr: string): Block {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  const numbers = match?.slice(1).map(Number) ?? [];
  if (!match || numbers.slice(0, 4).some((octet) => octet > 255) || numbers[4]! > 32)
    refuse(`${cidr}: expected a CIDR block such as 10.0.0.0/16`);
  return blockAt(
    numbers.slice(0, 4).reduce((address, octet) => address * 256 + octet, 0),
    numbers[4]!,
  );
}

export function format({ start, bits }: Block): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join(".")}/${bits}`;
}

export function size(bits: number): number {
  return 2 ** (32 - bits);
}

/** Last address of a block. */
export function end({ start, bits }: Block): number {
  return start + size(bits) - 1;
}

/** The block of a size that contains an address. */
export function blockAt(address: number, bits: number): Block {
  return { start: address - (address % size(bits)), bits };
}

/** The first block of a size that begins behind another. */
export function blockAfter(previous: Block, bits: number): Block {
  return { start: end(blockAt(end(previous), bits)) + 1, bits };
}

/** Whether two blocks share addresses; their first addresses may lie off the grid of their sizes. */
export function overlap(a: Block, b: Block): boolean {
  const [one, other] = [blockAt(a.start, a.bits), blockAt(b.start, b.bits)];
  return one.start <= end(other) && other.start <= end(one);
}

/** Bits that tell so many parts apart. */
export function bitsFor(count: number): number {
  return count === 0 ? 0 : Math.ceil(Math.log2(count));
}
