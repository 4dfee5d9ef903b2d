/** What a list's filter says for the records that have nothing in a field (''): 不详, but of a campaign that they are in none. */
export function noValueText(field: string): string {
  return field === 'campaign' ? '无专项行动' : '不详';
}
