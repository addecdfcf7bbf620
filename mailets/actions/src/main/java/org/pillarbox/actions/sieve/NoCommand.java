package org.pillarbox.actions.sieve;

import org.apache.jsieve.Arguments;
import org.apache.jsieve.Block;
import org.apache.jsieve.ExecutableCommand;
import org.apache.jsieve.SieveContext;
import org.apache.jsieve.exception.SieveException;
import org.apache.jsieve.mail.MailAdapter;

/**
 * Stands for an extension that adds to commands and is none itself, such as {@code copy}: jsieve
 * takes for an extension what is a command or a test.
 */
public final class NoCommand implements ExecutableCommand {
  /** Made by jsieve, by name. */
  public NoCommand() {}

  @Override
  public Object execute(MailAdapter mail, Arguments arguments, Block block, SieveContext context)
      throws SieveException {
    throw context.getCoordinate().syntaxException("this is an extension, not a command");
  }
}
