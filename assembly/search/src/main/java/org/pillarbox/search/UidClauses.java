package org.pillarbox.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.UnsupportedSearchException;
import org.apache.james.mailbox.model.SearchQuery.UidRange;

/** Sets of UIDs, within what one query of OpenSearch may hold. */
final class UidClauses {
  /** A query may have 1,024 clauses in all. */
  private static final int MAX_RANGES = 800;

  /** A list of single values may have 65,536 entries. */
  private static final int MAX_SINGLES = 60_000;

  private UidClauses() {}

  static ObjectNode of(List<UidRange> ranges) throws UnsupportedSearchException {
    List<Long> singles = new ArrayList<>();
    List<UidRange> wide = new ArrayList<>();
    for (UidRange range : ranges) {
      if (range.getLowValue().equals(range.getHighValue())) {
        singles.add(range.getLowValue().asLong());
      } else {
        wide.add(range);
      }
    }
    if (wide.size() > MAX_RANGES || singles.size() > MAX_SINGLES) {
      throw new UnsupportedSearchException();
    }
    ObjectNode result = QueryTranslation.object();
    ObjectNode bool = result.putObject("bool").put("minimum_should_match", 1);
    ArrayNode should = bool.putArray("should");
    ArrayNode values = should.addObject().putObject("terms").putArray(Fields.UID);
    singles.forEach(values::add);
    for (UidRange range : wide) {
      should
          .addObject()
          .putObject("range")
          .putObject(Fields.UID)
          .put("gte", range.getLowValue().asLong())
          .put("lte", range.getHighValue().asLong());
    }
    return result;
  }

  /** Single UIDs, neighbours joined to ranges; beyond the bounds the highest are kept. */
  static ObjectNode each(SortedSet<MessageUid> uids) {
    List<UidRange> ranges = new ArrayList<>();
    MessageUid low = MessageUid.MIN_VALUE;
    MessageUid high = MessageUid.MIN_VALUE;
    boolean open = false;
    for (MessageUid uid : uids) {
      if (open && uid.asLong() == high.asLong() + 1) {
        high = uid;
        continue;
      }
      if (open) {
        ranges.add(new UidRange(low, high));
      }
      low = uid;
      high = uid;
      open = true;
    }
    if (open) {
      ranges.add(new UidRange(low, high));
    }
    List<UidRange> kept = ranges.subList(Math.max(0, ranges.size() - MAX_RANGES), ranges.size());
    try {
      return of(kept);
    } catch (UnsupportedSearchException e) {
      throw new IllegalStateException("Cut to the bound and still over it", e);
    }
  }
}
