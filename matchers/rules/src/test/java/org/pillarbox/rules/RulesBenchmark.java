package org.pillarbox.rules;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pillarbox.rules.facts.Facts;

/** A message of 10 KB for one recipient, against a whole set. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RulesBenchmark {
  /** How many rules. */
  @Param({"1000", "10000"})
  public int rules;

  /** Of which kind; other: none of them about this message. */
  @Param({"typical", "other"})
  public String kind;

  private Facts message;
  private RuleSet set;
  private Evaluator evaluator;
  private List<Prepared> prepared;

  /** Once. */
  @Setup
  public void prepare() {
    message = TypicalRules.message();
    set = kind.equals("typical") ? TypicalRules.set(rules) : TypicalRules.aboutOthers(rules);
    evaluator = Evaluator.of(set);
    prepared = set.rules().stream().map(Prepared::of).toList();
    if (!indexed().equals(walked())) {
      throw new IllegalStateException("The index decides otherwise than the specification");
    }
  }

  /** As in the appliance. */
  @Benchmark
  public Verdict indexed() {
    return evaluator.evaluate(message, TypicalRules.LISTS);
  }

  /** The specification's way: each rule in turn. */
  @Benchmark
  public Verdict walked() {
    Evaluation evaluation = new Evaluation(set, message, TypicalRules.LISTS);
    boolean on = true;
    for (int i = 0; on && i < prepared.size(); i++) {
      on = evaluation.ask(prepared.get(i));
    }
    return evaluation.verdict();
  }
}
