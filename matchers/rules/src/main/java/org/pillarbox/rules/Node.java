package org.pillarbox.rules;

import java.util.List;
import org.pillarbox.rules.condition.Condition;

/** A tree of all, any and not over conditions. */
public sealed interface Node {
  /** Levels of a tree. */
  int MAXIMUM_DEPTH = 20;

  /** Conditions of one tree. */
  int MAXIMUM_CONDITIONS = 500;

  /** One condition. */
  record Leaf(Condition condition) implements Node {}

  /** Every one of these; none at all is yes. */
  record All(List<Node> nodes) implements Node {
    public All {
      nodes = List.copyOf(nodes);
    }
  }

  /** One of these; none at all is no. */
  record Any(List<Node> nodes) implements Node {
    public Any {
      nodes = List.copyOf(nodes);
    }
  }

  /** The opposite of this. */
  record Not(Node node) implements Node {}

  /** One condition. */
  static Node of(Condition condition) {
    return new Leaf(condition);
  }

  /** Every one of these. */
  static Node all(Node... nodes) {
    return new All(List.of(nodes));
  }

  /** One of these. */
  static Node any(Node... nodes) {
    return new Any(List.of(nodes));
  }

  /** The opposite. */
  static Node not(Node node) {
    return new Not(node);
  }

  /** For every message. */
  static Node always() {
    return new All(List.of());
  }

  /** Its levels: 1 for a condition. */
  default int depth() {
    return switch (kind()) {
      case LEAF -> 1;
      case ALL, ANY, NOT -> 1 + children().stream().mapToInt(Node::depth).max().orElse(0);
    };
  }

  /** How many conditions it has. */
  default int size() {
    return kind() == Kind.LEAF ? 1 : children().stream().mapToInt(Node::size).sum();
  }

  /** What it is; JDK 17 has no switch over types. */
  default Kind kind() {
    if (this instanceof Leaf) {
      return Kind.LEAF;
    }
    if (this instanceof All) {
      return Kind.ALL;
    }
    return this instanceof Any ? Kind.ANY : Kind.NOT;
  }

  /** What is below it. */
  default List<Node> children() {
    if (this instanceof All all) {
      return all.nodes();
    }
    if (this instanceof Any any) {
      return any.nodes();
    }
    return this instanceof Not not ? List.of(not.node()) : List.of();
  }

  /** The four kinds of nodes. */
  enum Kind {
    /** A condition. */
    LEAF,
    /** Every one. */
    ALL,
    /** One of them. */
    ANY,
    /** The opposite. */
    NOT
  }
}
