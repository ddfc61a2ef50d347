package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Values;
import java.util.List;

/** The two keys by one of which a section says where a password is; never the password itself. */
record PasswordKeys(Field<String> file, Field<String> environment) {

  /**
   * @param password as a sentence has it: {@code "the password for sudo"}
   */
  static PasswordKeys of(String password) {
    return new PasswordKeys(
        Field.optional(
            "passwordFile", References.FILE, "File whose first line is " + password + "."),
        Field.optional(
            "passwordEnvironment",
            Names.ENVIRONMENT_VARIABLE,
            "Environment variable that holds " + password + "."));
  }

  List<Field<String>> both() {
    return List.of(file, environment);
  }

  /** Whether one of them is written and could not be decoded, which is noted already. */
  boolean areWrong(Values section) {
    return both().stream().anyMatch(section::isWrong);
  }
}
