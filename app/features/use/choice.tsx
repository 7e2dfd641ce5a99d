type Options = readonly (readonly [value: string, label: string])[];

/** A select of codes; what is optional has an empty first line. */
export const Choice = ({ options, isOptional = false, ...control }: { options: Options; isOptional?: boolean }) => (
  <select className="lt-select" {...control}>
    {isOptional ? <option value="">—</option> : null}
    {options.map(([value, label]) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </select>
);
