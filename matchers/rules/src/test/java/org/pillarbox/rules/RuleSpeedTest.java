package org.pillarbox.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * That rules cost little. Figures differ from machine to machine and a build has little time for
 * them, so what is held is mostly the ratio to walking the rules in the same run; {@code
 * -Drules.benchmark=full} takes the time, in processes of its own, and prints them all.
 */
class RuleSpeedTest {
  private static final double MILLISECOND = 1_000_000;
  private static final double TEN_MICROSECONDS = 10_000;
  private static final boolean FULL = "full".equals(System.getProperty("rules.benchmark"));

  private static ChainedOptionsBuilder options(Class<?> benchmark) {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include("^" + Pattern.quote(benchmark.getName()) + "\\.");
    return FULL
        ? options.forks(1)
        : options
            .forks(0)
            .verbosity(VerboseMode.SILENT)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(300))
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(300));
  }

  @BeforeAll
  static void anotherBenchmarkOnThisMachineIsNoHindrance() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  /** Nanoseconds by benchmark and parameters. */
  private static Map<String, Statistics> run(
      ChainedOptionsBuilder options, TestReporter report, String... parameters)
      throws RunnerException {
    Map<String, Statistics> figures = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      StringBuilder name = new StringBuilder(result.getPrimaryResult().getLabel());
      for (String parameter : parameters) {
        name.append(' ').append(result.getParams().getParam(parameter));
      }
      Statistics statistics = result.getPrimaryResult().getStatistics();
      figures.put(name.toString(), statistics);
      report.publishEntry(
          name.toString(),
          "median %.2f µs, p99 %.2f µs"
              .formatted(
                  statistics.getPercentile(50) / 1_000, statistics.getPercentile(99) / 1_000));
    }
    return figures;
  }

  private static double median(Map<String, Statistics> figures, String name) {
    return figures.get(name).getPercentile(50);
  }

  @Test
  void aThousandRulesCostFarLessThanAMillisecondForEachRecipient(TestReporter report)
      throws RunnerException {
    Map<String, Statistics> figures = run(options(RulesBenchmark.class), report, "kind", "rules");

    assertThat(median(figures, "indexed typical 1000"))
        .isLessThan(MILLISECOND / 2)
        .isLessThan(median(figures, "walked typical 1000"));
    assertThat(median(figures, "indexed other 10000"))
        .isLessThan(median(figures, "walked other 10000") / 10);
  }

  @Test
  void aHundredThousandEntriesAreLookedUpInMicroseconds(TestReporter report)
      throws RunnerException {
    Map<String, Statistics> figures = run(options(ListsBenchmark.class), report);

    assertThat(figures).hasSize(4);
    assertThat(figures.keySet())
        .allSatisfy(name -> assertThat(median(figures, name)).isLessThan(TEN_MICROSECONDS));
  }
}
