package org.pillarbox.actions.sieve;

import java.util.concurrent.ConcurrentMap;
import org.apache.jsieve.ConfigurationManager;
import org.apache.jsieve.SieveConfigurationException;
import org.apache.jsieve.SieveFactory;

/**
 * The language that scripts are written in: jsieve's (RFC 5228 with envelope, fileinto, reject,
 * vacation, body), with {@code :copy} and a bound on patterns. Whoever checks a script when it is
 * put and whoever runs it must use the same.
 */
public final class SieveLanguage {
  private SieveLanguage() {}

  /** A parser and interpreter, for any number of threads. */
  public static SieveFactory factory() {
    try {
      ConfigurationManager jsieve = new ConfigurationManager();
      ConcurrentMap<String, String> commands = jsieve.getCommandMap();
      commands.put("redirect", Redirect.class.getName());
      commands.put("fileinto", FileInto.class.getName());
      commands.put("copy", NoCommand.class.getName());
      ConcurrentMap<String, String> comparators = jsieve.getComparatorMap();
      comparators.put("i;octet", BoundedOctet.class.getName());
      comparators.put("i;ascii-casemap", BoundedCasemap.class.getName());
      return jsieve.build();
    } catch (SieveConfigurationException e) {
      throw new IllegalStateException("jsieve's own lists of commands can't be read", e);
    }
  }
}
