package org.pillarbox.actions.sieve;

import java.util.ArrayList;
import java.util.List;
import org.apache.jsieve.Argument;
import org.apache.jsieve.Arguments;
import org.apache.jsieve.Block;
import org.apache.jsieve.SieveContext;
import org.apache.jsieve.StringListArgument;
import org.apache.jsieve.TagArgument;
import org.apache.jsieve.commands.AbstractActionCommand;
import org.apache.jsieve.exception.SieveException;
import org.apache.jsieve.mail.MailAdapter;

/**
 * A command with one string that may bear {@code :copy} (RFC 3894) and then leaves the implicit
 * keep as it is. jsieve makes one for each time that it is run.
 */
abstract class Copying extends AbstractActionCommand {
  private static final String COPY = ":copy";

  private boolean copy;

  abstract void add(MailAdapter mail, String argument);

  @Override
  protected final Object executeBasic(
      MailAdapter mail, Arguments arguments, Block block, SieveContext context) {
    copy = arguments.getArgumentList().stream().anyMatch(Copying::isCopy);
    for (Argument argument : withoutCopy(arguments)) {
      if (argument instanceof StringListArgument strings) {
        add(mail, strings.getList().get(0));
      }
    }
    return mail;
  }

  @Override
  protected final void updateState(SieveContext context) {
    boolean kept = context.getCommandStateManager().isImplicitKeep();
    super.updateState(context);
    context.getCommandStateManager().setImplicitKeep(copy && kept);
  }

  @Override
  protected final void validateArguments(Arguments arguments, SieveContext context)
      throws SieveException {
    List<Argument> left = withoutCopy(arguments);
    boolean oneString =
        left.size() == 1
            && left.get(0) instanceof StringListArgument strings
            && strings.getList().size() == 1;
    if (!oneString) {
      throw context.getCoordinate().syntaxException("one string is expected, and at most :copy");
    }
  }

  private static List<Argument> withoutCopy(Arguments arguments) {
    List<Argument> left = new ArrayList<>(arguments.getArgumentList());
    left.removeIf(Copying::isCopy);
    return left;
  }

  private static boolean isCopy(Argument argument) {
    return argument instanceof TagArgument tag && tag.getTag().equalsIgnoreCase(COPY);
  }
}
