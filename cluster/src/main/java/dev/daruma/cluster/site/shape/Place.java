package dev.daruma.cluster.site.shape;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** A place in a file; line and column count from 1, columns in characters. */
public record Place(int line, int column) {
  public static final Place START = new Place(1, 1);

  public static Place of(Node node) {
    return of(node.getStartMark());
  }

  public static Place of(Optional<Mark> mark) {
    return mark.map(known -> new Place(known.getLine() + 1, known.getColumn() + 1)).orElse(START);
  }
}
