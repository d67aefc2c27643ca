// The theme's search worker, whose address stands after the question mark, with a mistake of its lunr mended.
importScripts(location.search.slice(1));

// The set of words is a graph in which equal ends are shared; whether they are equal is told by this text. lunr
// runs the letters and the numbers of the nodes together, so that a digit reads as either: ends that differ were
// shared, words of the pages were lost, and others came in that no page has. A comma keeps them apart.
if (self.lunr) {
  lunr.TokenSet.prototype.toString = function () {
    this._str ??= [Number(this.final), ...Object.keys(this.edges).sort().map((letter) => letter + this.edges[letter].id)].join();
    return this._str;
  };
}
