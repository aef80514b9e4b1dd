import { useId } from "react";
import "./tabs.css";

interface TabsProps<T extends string> {
  /** Read out: what is chosen here. */
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** Which of a few views is shown below: the arrow keys go from one to the next. */
export function Tabs<T extends string>({ label, value, options, onChange }: TabsProps<T>) {
  const name = useId();
  return (
    <fieldset className="tabs">
      <legend className="unseen">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? "tab tab-chosen" : "tab"}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
