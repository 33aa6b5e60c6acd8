// One of many, from a table of them.

interface MenuProps<T extends string> {
  label: string;
  value: T;
  options: Readonly<Record<T, { readonly label: string }>>;
  /** Those of the table that there are; all where it is not given. */
  offered?: readonly T[];
  change: (value: T) => void;
  testId?: string;
}

export function Menu<T extends string>(props: MenuProps<T>) {
  const { label, value, options, change, testId } = props;
  const names = props.offered ?? (Object.keys(options) as T[]);
  return (
    <select
      aria-label={label}
      data-testid={testId}
      value={value}
      onChange={(event) => {
        change(names.find((name) => name === event.currentTarget.value) ?? value);
      }}
    >
      {names.map((name) => (
        <option key={name} value={name}>
          {options[name].label}
        </option>
      ))}
    </select>
  );
}
