package org.pillarbox.storage.schema;

/**
 * The keyspace is not one that this version may write to. The message says what is wrong and what
 * to do; nothing was changed.
 */
public class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }
}
