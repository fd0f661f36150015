import {
  countRefused,
  describeRefusals,
  formatCount,
  type UsageDay,
} from "#components/api-keys/usage/usage-words.ts";
import { formatDayInUtc } from "#components/ui/date-format.ts";

/** The chart's data as a table, latest day first. */
export function UsageTable({ days }: { days: readonly UsageDay[] }) {
  return (
    <table className="w-full text-left text-sm tabular-nums">
      <caption className="sr-only">Calls per day</caption>
      <thead>
        <tr className="text-muted text-xs">
          {["Day (UTC)", "Verified", "Refused"].map((heading) => (
            <th key={heading} scope="col" className="h-8 border-border border-b pr-4 font-medium">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-border">
        {days.toReversed().map((day) => (
          <tr key={day.date}>
            <th scope="row" className="whitespace-nowrap py-1.5 pr-4 align-top font-normal">
              <time dateTime={day.date}>{formatDayInUtc(new Date(day.date))}</time>
            </th>
            <td className="py-1.5 pr-4 align-top">{formatCount(day.verified)}</td>
            <td className="py-1.5 align-top">
              {formatCount(countRefused(day))}
              {countRefused(day) > 0 && (
                <span className="block text-muted text-xs leading-5">
                  {describeRefusals([day])}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
