/** The grammar of numbers in one language, as the browser knows it. `tag`: BCP 47. */
export function grammarOf(tag: string) {
  const cardinal = new Intl.PluralRules(tag);
  const ordinal = new Intl.PluralRules(tag, { type: "ordinal" });
  const changes = new Intl.NumberFormat(tag, { signDisplay: "exceptZero", maximumFractionDigits: 0 });
  const formats = new Map<number, Intl.NumberFormat>();
  return {
    /** Figures as this language writes them, always with that many decimals. */
    number(value: number, decimals = 0): string {
      const known = formats.get(decimals);
      const format = known ?? new Intl.NumberFormat(tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
      if (known === undefined) formats.set(decimals, format);
      return format.format(value);
    },
    /** A change, with its sign. */
    signed: (change: number): string => changes.format(change),
    /** The form of a word that goes with so many. */
    plural: (count: number, forms: Forms): string => forms[cardinal.select(count)] ?? forms.other,
    /** The form that goes with being the so-manieth. */
    ordinal: (place: number, forms: Forms): string => forms[ordinal.select(place)] ?? forms.other,
  };
}

type Forms = { other: string } & { readonly [rule in Exclude<Intl.LDMLPluralRule, "other">]?: string };
