package org.pillarbox.storage.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import java.lang.reflect.Field;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.components.CassandraTable;
import org.apache.james.backends.cassandra.init.CassandraTypesProvider;
import org.apache.james.jmap.cassandra.projections.CassandraMessageFastViewProjectionModule;
import org.apache.james.mailbox.cassandra.modules.CassandraMailboxModule;
import org.apache.james.mailbox.cassandra.modules.CassandraMessageModule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares our declarations with James', statement by statement. */
class CompressedTablesTest {
  private static final UserDefinedType MAILBOX_BASE =
      new UserDefinedTypeBuilder("any", "mailbox_base").withField("user", DataTypes.TEXT).build();

  static Stream<CassandraTable> ours() {
    return CompressedTables.MODULE.moduleTables().stream();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void eachHasTheColumnsThatJamesDeclares(CassandraTable ours) {
    assertThat(columns(ours)).isEqualTo(columns(james(ours.getName())));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void jamesStillSaysWhatCassandraRefusesAndWeDoNot(CassandraTable ours) {
    assertThat(create(james(ours.getName()))).contains("chunk_length_kb");
    assertThat(create(ours)).contains("'chunk_length_in_kb':8").doesNotContain("crc_check_chance");
  }

  private static String columns(CassandraTable table) {
    String statement = create(table);
    return statement.substring(0, statement.indexOf(" WITH "));
  }

  private static CassandraTable james(String name) {
    return Stream.of(
            CassandraMailboxModule.MODULE,
            CassandraMessageModule.MODULE,
            CassandraMessageFastViewProjectionModule.MODULE)
        .map(CassandraModule::moduleTables)
        .flatMap(java.util.List::stream)
        .filter(table -> table.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String create(CassandraTable table) {
    try {
      Field statement = CassandraTable.class.getDeclaredField("createStatement");
      statement.setAccessible(true);
      return Function.class
          .getMethod("apply", Object.class)
          .invoke(statement.get(table), new AnyType())
          .toString();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class AnyType extends CassandraTypesProvider {
    AnyType() {
      super(null);
    }

    @Override
    public UserDefinedType getDefinedUserType(String typeName) {
      return MAILBOX_BASE;
    }
  }
}
