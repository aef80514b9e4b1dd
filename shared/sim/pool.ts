/** Records of one shape that are filled anew every tick: after the first busy ticks nothing is allocated. */
export class Pool<Item> {
  private readonly items: Item[] = [];
  private readonly make: () => Item;
  /** How many are in use, from the first on. */
  used = 0;

  constructor(make: () => Item) {
    this.make = make;
  }

  /** The next record, holding what it held when it was last used. */
  take(): Item {
    const item = this.items[this.used] ?? this.grow();
    this.used += 1;
    return item;
  }

  /** A record in use; fails for an index from `used` on. */
  at(index: number): Item {
    const item = index < this.used ? this.items[index] : undefined;
    if (item === undefined) {
      throw new RangeError(`record ${index} of ${this.used}`);
    }
    return item;
  }

  clear(): void {
    this.used = 0;
  }

  private grow(): Item {
    const item = this.make();
    this.items.push(item);
    return item;
  }
}
