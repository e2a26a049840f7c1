/** What every kind of question on a page has around it. */
export interface QuestionFrame {
  id: string;
  name: string;
  label: string;
  help: string | undefined;
  error: string | undefined;
  optionalText: string | undefined;
}
