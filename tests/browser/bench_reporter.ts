// Prints what a measurement prints, and nothing else.

import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Plain implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onTestEnd(test: TestCase, { errors }: TestResult): void {
    for (const { message } of errors) process.stderr.write(`${test.title}: ${message ?? ""}\n`);
  }

  onEnd({ status }: FullResult): void {
    if (status !== "passed") process.stderr.write(`the measurements ended as ${status}\n`);
  }
}
