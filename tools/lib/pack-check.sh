# shellcheck shell=bash
# shellcheck disable=SC2154  # root is that of common.sh, place that of jobs.sh
# The gate's step 'pack': what tools/pack makes is installed in an empty place outside of the checkout and runs there: the tool, the program in one file,
# and the programs of the packages' readmes. Nothing is fetched: what the packages rest on is where the build put it. Included by tools/test.

check_pack() {
  local version packages="$place/packages"
  version="$(version_here)"
  tools/pack "$packages" linux-x64 && pack_is_whole && begin_outside || return 1
  (cd "$place/outside" && tool_runs && file_runs && readmes_run)
}

# Each package has its documentation, readme and licence, each library its symbols; the program has its bill of materials.
pack_is_whole() {
  local library
  for library in Files Kernels Training Boards; do
    pack_has "FhnHw.$library.$version.nupkg" "lib/net10.0/FhnHw.$library.xml" README.md &&
      pack_has "FhnHw.$library.$version.snupkg" "lib/net10.0/FhnHw.$library.pdb" || return 1
    grep -q '<license type="expression">MIT' <<<"$(unzip -p "$packages/FhnHw.$library.$version.nupkg" '*.nuspec')" ||
      { say "FAIL FhnHw.$library: no licence."; return 1; }
  done
  pack_has "fhnhw.$version.nupkg" README.md && pack_has "fhnhw.linux-x64.$version.nupkg" tools/net10.0/linux-x64/fhnhw.dll &&
    grep -q '"pkg:nuget/MathNet.Numerics@' "$packages/fhnhw-$version-linux-x64.cdx.json"
}

# pack_has PACKAGE FILE...
pack_has() {
  local file list
  list="$(unzip -l "$packages/$1")"
  for file in "${@:2}"; do
    grep -q " $file\$" <<<"$list" || { say "FAIL $1 lacks $file."; return 1; }
  done
}

# An empty place, with a home, a cache and packages of its own; a program there finds no checkout around it.
begin_outside() {
  mkdir -p "$place/outside" "$place/home" || return 1
  cat >"$place/outside/nuget.config" <<END
<configuration>
  <packageSources><clear /><add key="packed" value="$packages" /></packageSources>
  <fallbackPackageFolders><clear /><add key="built" value="${NUGET_PACKAGES:-$HOME/.nuget/packages}" /></fallbackPackageFolders>
</configuration>
END
  export NUGET_PACKAGES="$place/nuget" XDG_CACHE_HOME="$place/cache" HOME="$place/home"
}

# The tool builds the simulated board of what it carries; its own folder stays as it was.
tool_runs() {
  local tool="$place/tool" before
  dotnet tool install fhnhw --tool-path "$tool" --version "$version" && chmod -R a-w "$tool" || return 1
  before="$(contents_of "$tool")"
  "$tool/fhnhw" --help >help && grep -q '^  train ' help && "$tool/fhnhw" devices && trains "$tool/fhnhw" &&
    "$tool/fhnhw" trace --device sim:lanes:1 --current -0.5 --transient 2 --record 4 && "$tool/fhnhw" board list || return 1
  [ "$before" = "$(contents_of "$tool")" ] || { say "FAIL the tool writes into its own folder."; return 1; }
  [ -d "$XDG_CACHE_HOME/fhnhw/sources" ] || { say "FAIL the tool took the sources from elsewhere."; return 1; }
  chmod -R u+w "$tool" && dotnet tool uninstall fhnhw --tool-path "$tool" && [ ! -e "$tool/fhnhw" ]
}

contents_of() { find "$1" -type f -exec sha256sum {} + | sort; }

trains() { "$1" train --data builtin --train-images 300 --test-images 100 --epochs 1 --device cpu; }

file_runs() { "$packages/fhnhw-$version-linux-x64" --version && trains "$packages/fhnhw-$version-linux-x64"; }

# The code of a package's readme, as it stands there, is a program. What the packages rest on is resolved without their lock files: in the same versions.
readmes_run() {
  local library
  for library in Training Boards; do
    {
      printf '%s\n' "#:package FhnHw.$library@$version" '#:property PublishAot=false'
      awk '/^```/ { code = /csharp/; next } code' "$root/src/$library/README.md"
    } >"$library.cs"
    dotnet run "$library.cs" || { say "FAIL the program of src/$library/README.md."; return 1; }
  done
}
