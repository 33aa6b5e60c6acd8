// One of a few, each a button beside the next.

interface ChoiceProps<T extends string> {
  /** What is chosen. */
  name: string;
  options: readonly { readonly value: T; readonly label: string; readonly title?: string }[];
  value: T;
  choose: (value: T) => void;
}

export function Choice<T extends string>({ name, options, value, choose }: ChoiceProps<T>) {
  return (
    <div class="choice" role="group" aria-label={name}>
      {options.map(({ value: one, label, title }) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === value}
          title={title}
          data-testid={one}
          onClick={() => choose(one)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
