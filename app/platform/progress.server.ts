/** How far a step is: so many of so many. */
export type Tell = (done: number, total: number) => void;

interface Step {
  label: string;
  startedAt: number;
  done: number;
  total: number;
}

/**
 * Says what a long command is doing. In a terminal the steps under way are redrawn in place; in a log each step has
 * a line when it begins, one at every quarter and one at its end. Steps may overlap.
 */
export class Progress {
  private readonly running = new Set<Step>();
  private drawn = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly out: NodeJS.WriteStream = process.stdout) {}

  /** Shows `label` while `work` runs, and how long it took. */
  async step<T>(label: string, work: (tell: Tell) => Promise<T>): Promise<T> {
    const step: Step = { label, startedAt: Date.now(), done: 0, total: 0 };
    this.running.add(step);
    this.begin(step);
    try {
      const result = await work((done, total) => this.move(step, done, total));
      this.end(step, `done in ${seconds(step)}`);
      return result;
    } catch (error) {
      this.end(step, "failed");
      throw error;
    }
  }

  private begin(step: Step): void {
    if (!this.out.isTTY) return void this.out.write(`${step.label}…\n`);
    this.timer ??= setInterval(() => this.redraw(), 250).unref();
    this.redraw();
  }

  private move(step: Step, done: number, total: number): void {
    const quarterBefore = step.total ? Math.floor((step.done * 4) / step.total) : 0;
    step.done = done;
    step.total = total;
    if (this.out.isTTY) return this.redraw();
    const quarter = Math.floor((done * 4) / total);
    if (quarter > quarterBefore && done < total) this.out.write(`${step.label}… ${done} of ${total}\n`);
  }

  private end(step: Step, how: string): void {
    this.running.delete(step);
    if (!this.out.isTTY) return void this.out.write(`${step.label}… ${how}\n`);
    this.erase();
    this.out.write(`${step.label}… ${how}\n`);
    this.redraw();
    if (this.running.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private redraw(): void {
    this.erase();
    for (const step of this.running) {
      const count = step.total ? ` ${step.done} of ${step.total}` : "";
      const waited = Date.now() - step.startedAt > 1500 && !step.total ? ` ${seconds(step)}` : "";
      this.out.write(`${step.label}…${count}${waited}\n`);
    }
    this.drawn = this.running.size;
  }

  private erase(): void {
    if (this.drawn > 0) this.out.write(`\u001b[${this.drawn}A\u001b[0J`);
    this.drawn = 0;
  }
}

function seconds(step: Step): string {
  const passed = (Date.now() - step.startedAt) / 1000;
  return passed < 0.95 ? `${Math.max(0.1, passed).toFixed(1)} s` : `${Math.round(passed)} s`;
}
