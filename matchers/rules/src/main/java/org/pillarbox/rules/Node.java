package org.pillarbox.rules;

import java.util.List;
import java.util.stream.Stream;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/** A tree of all, any and not over conditions. */
public sealed interface Node {
  /** Levels of a tree. */
  int MAXIMUM_DEPTH = 20;

  /** Conditions of one tree. */
  int MAXIMUM_CONDITIONS = 500;

  /** What it says of these facts (Kleene's three values, and "later"). */
  Answer answer(Facts facts, NamedLists lists);

  /** What is below it. */
  List<Node> children();

  /** One condition. */
  record Leaf(Condition condition) implements Node {
    @Override
    public Answer answer(Facts facts, NamedLists lists) {
      return condition.answer(facts, lists);
    }

    @Override
    public List<Node> children() {
      return List.of();
    }
  }

  /** Every one of these; none at all is yes. */
  record All(List<Node> nodes) implements Node {
    public All {
      nodes = List.copyOf(nodes);
    }

    @Override
    public Answer answer(Facts facts, NamedLists lists) {
      Answer answer = Answer.YES;
      for (Node node : nodes) {
        answer = answer.and(node.answer(facts, lists));
        if (answer == Answer.NO) {
          return answer;
        }
      }
      return answer;
    }

    @Override
    public List<Node> children() {
      return nodes;
    }
  }

  /** One of these; none at all is no. */
  record Any(List<Node> nodes) implements Node {
    public Any {
      nodes = List.copyOf(nodes);
    }

    @Override
    public Answer answer(Facts facts, NamedLists lists) {
      Answer answer = Answer.NO;
      for (Node node : nodes) {
        answer = answer.or(node.answer(facts, lists));
        if (answer == Answer.YES) {
          return answer;
        }
      }
      return answer;
    }

    @Override
    public List<Node> children() {
      return nodes;
    }
  }

  /** The opposite of this; what is unknown stays unknown. */
  record Not(Node node) implements Node {
    @Override
    public Answer answer(Facts facts, NamedLists lists) {
      return node.answer(facts, lists).not();
    }

    @Override
    public List<Node> children() {
      return List.of(node);
    }
  }

  /** One condition. */
  static Node of(Condition condition) {
    return new Leaf(condition);
  }

  /** Every one of these. */
  static Node all(Node... nodes) {
    return new All(List.of(nodes));
  }

  /** Every one of these conditions. */
  static Node all(Condition... conditions) {
    return new All(Stream.of(conditions).map(Node::of).toList());
  }

  /** One of these. */
  static Node any(Node... nodes) {
    return new Any(List.of(nodes));
  }

  /** One of these conditions. */
  static Node any(Condition... conditions) {
    return new Any(Stream.of(conditions).map(Node::of).toList());
  }

  /** The opposite. */
  static Node not(Node node) {
    return new Not(node);
  }

  /** The opposite. */
  static Node not(Condition condition) {
    return new Not(of(condition));
  }

  /** For every message. */
  static Node always() {
    return new All(List.of());
  }

  /** Its levels: 1 for a condition. */
  default int depth() {
    return 1 + children().stream().mapToInt(Node::depth).max().orElse(0);
  }

  /** All its conditions, from left to right. */
  default Stream<Condition> conditions() {
    return this instanceof Leaf leaf
        ? Stream.of(leaf.condition())
        : children().stream().flatMap(Node::conditions);
  }

  /** When at the latest its answer is there. */
  default Moment moment() {
    return conditions().map(Condition::moment).reduce(Moment.RCPT, Moment::latest);
  }
}
