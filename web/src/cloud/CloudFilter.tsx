import { FormSelect, FormSelectOption, SearchInput, ToggleGroup, ToggleGroupItem, Toolbar, ToolbarContent, ToolbarGroup, ToolbarItem } from '@patternfly/react-core';
import type { Filter } from './filter';
import { statuses, statusWords, type HostStatus } from './hostStatus';
import { StatusIcon } from './StatusIcon';

interface Props {
  filter: Filter;
  onChange: (filter: Filter) => void;
  zones: string[];
  aggregates: string[];
  counts: ReadonlyMap<HostStatus, number>;
}

export function CloudFilter({ filter, onChange, zones, aggregates, counts }: Props) {
  const toggle = (status: HostStatus) => {
    const chosen = new Set(filter.statuses);
    if (!chosen.delete(status)) chosen.add(status);
    onChange({ ...filter, statuses: chosen });
  };
  return (
    <Toolbar className="cloud-filter">
      <ToolbarContent>
        <ToolbarItem>
          <SearchInput aria-label="Find a host" placeholder="Find a host" value={filter.text} onChange={(_, text) => onChange({ ...filter, text })} onClear={() => onChange({ ...filter, text: '' })} />
        </ToolbarItem>
        <ToolbarItem>
          <Choice label="Zone" all="All zones" value={filter.zone} values={zones} onChange={(zone) => onChange({ ...filter, zone })} />
        </ToolbarItem>
        {aggregates.length > 0 && (
          <ToolbarItem>
            <Choice label="Aggregate" all="All aggregates" value={filter.aggregate} values={aggregates} onChange={(aggregate) => onChange({ ...filter, aggregate })} />
          </ToolbarItem>
        )}
        <ToolbarGroup>
          <ToolbarItem>
            <ToggleGroup aria-label="Only hosts that are" className="status-chips">
              {statuses
                .filter((status) => (counts.get(status) ?? 0) > 0 || filter.statuses.has(status))
                .map((status) => (
                  <ToggleGroupItem
                    key={status}
                    buttonId={`status-${status}`}
                    icon={<StatusIcon status={status} />}
                    text={`${statusWords[status]} ${counts.get(status) ?? 0}`}
                    isSelected={filter.statuses.has(status)}
                    onChange={() => toggle(status)}
                  />
                ))}
            </ToggleGroup>
          </ToolbarItem>
        </ToolbarGroup>
      </ToolbarContent>
    </Toolbar>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  value: string;
  values: string[];
  onChange: (value: string) => void;
}

function Choice({ label, all, value, values, onChange }: ChoiceProps) {
  return (
    <FormSelect aria-label={label} value={value} onChange={(_, chosen) => onChange(chosen)}>
      <FormSelectOption value="" label={all} />
      {values.map((v) => (
        <FormSelectOption key={v} value={v} label={v} />
      ))}
    </FormSelect>
  );
}
