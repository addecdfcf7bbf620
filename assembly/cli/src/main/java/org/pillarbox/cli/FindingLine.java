package org.pillarbox.cli;

import org.pillarbox.cli.machine.Finding;

/** How a finding looks on a terminal. */
final class FindingLine {
  private FindingLine() {}

  static String of(Finding finding) {
    String mark =
        switch (finding.weight()) {
          case GOOD -> "  ok      ";
          case WARNING -> "  warning ";
          case ERROR -> "  WRONG   ";
        };
    return mark + finding;
  }
}
