interface CheckListProps {
  label: string;
  choices: readonly { value: string; label: string }[];
  /** Given by FormField. */
  value?: readonly string[];
  onChange?: (values: string[]) => void;
}

/** Several of a few: boxes that are all in sight. */
export const CheckList = ({ label, choices, value = [], onChange }: CheckListProps) => {
  const toggle = (chosen: string) =>
    onChange?.(value.includes(chosen) ? value.filter((other) => other !== chosen) : [...value, chosen]);
  return (
    <fieldset className="lt-check-list">
      <legend className="lt-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="lt-row">
          <input
            type="checkbox"
            className="lt-checkbox"
            checked={value.includes(choice.value)}
            onChange={() => toggle(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
};
