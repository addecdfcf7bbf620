package org.pillarbox.rules.port;

import java.util.Set;
import org.pillarbox.rules.facts.Address;

/**
 * Who belongs to which group. Answers may be 60 seconds old, not more. Called on threads that may
 * wait.
 */
public interface Groups {
  /**
   * All members; empty if there is no such group.
   *
   * @throws Away if the directory does not answer: the dialogue says 451
   */
  Set<Address> members(String group);

  /**
   * Whether the address is a member.
   *
   * @throws Away if the directory does not answer: the dialogue says 451
   */
  boolean contains(String group, Address address);

  /** The directory does not answer. */
  final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Away(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
