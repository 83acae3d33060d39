import css from './label-chip.module.css';

/** A word conversations are sorted by, in the tint somebody gave it; the word says everything. */
export const LabelChip = ({ name, colour }: { name: string; colour: string | undefined }) => (
  <bdi className={css.chip} data-colour={colour}>
    {name}
  </bdi>
);

/** The tint alone, beside its name. */
export const LabelDot = ({ colour }: { colour: string }) => (
  <span className={css.dot} data-colour={colour} aria-hidden />
);
